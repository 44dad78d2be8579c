import Foundation
import Geometry
import Imaging
import Media
import Planning
import Rendering
import Synchronization
import Worlds

/// Has a generator make one take, in a folder that appears when the take is complete.
struct TakeMaker {
  let folder: ShotFolder
  let step: ChainStep
  let generator: any Generator
  let cores: Cores

  /// What the generator is asked for in a take's folder, next to its files.
  private static let requestFile = "request.json"
  private static let logFile = "log.txt"
  private static let workFolder = "work"

  /// `settle` has the last word on a world.
  ///
  /// When the generator fails, what it has said stays until the next run; when it is cancelled, nothing stays.
  func make(
    take: Int, sourceHash: String, seededBy: String?, settle: (WorldRecipe) throws -> WorldRecipe,
    report: @Sendable (GeneratorEvent) -> Void, isCancelled: @Sendable () -> Bool
  ) throws -> TakeRecord {
    let making = Folders.absolute(try folder.beginTake(scene: step.scene, take: take))
    do {
      return try make(take, in: making, sourceHash, seededBy, settle, report, isCancelled)
    } catch GeneratorError.cancelled {
      try Folders.remove(making)
      throw GeneratorError.cancelled
    }
  }

  private func make(
    _ take: Int, in making: String, _ sourceHash: String, _ seededBy: String?,
    _ settle: (WorldRecipe) throws -> WorldRecipe, _ report: @Sendable (GeneratorEvent) -> Void,
    _ isCancelled: @Sendable () -> Bool
  ) throws -> TakeRecord {
    var request = step.request(take: take)
    try SeedFiles(plan: step.plan, cores: cores).write(step, into: making, &request)
    let work = "\(making)/\(TakeMaker.workFolder)"
    try Folders.make(work)
    let notes = Notes()
    let reply = try generator.make(
      request, in: work,
      report: {
        notes.add($0)
        report($0)
      }, isCancelled: isCancelled)
    if isCancelled() { throw GeneratorError.cancelled }
    var record = TakeRecord(
      scene: step.scene, take: take, generator: generator.name, prompt: step.pending.prompt,
      negativePrompt: step.pending.negativePrompt, seed: request.seed, sourceHash: sourceHash, seededBy: seededBy,
      takeHash: "", firstFrame: reply.firstFrame, metadata: reply.metadata)
    try keep(reply.made, work: work, in: making, &record, settle)
    try writeLog(notes, work: work, in: making)
    try Folders.remove(work)
    try JSONFile.write(request.withoutFolder, to: "\(making)/\(TakeMaker.requestFile)")
    try JSONFile.write(record, to: "\(making)/take.json")
    try folder.finishTake(making, scene: step.scene, take: take)
    return record
  }

  private func keep(
    _ made: GeneratorReply.Made, work: String, in folder: String, _ record: inout TakeRecord,
    _ settle: (WorldRecipe) throws -> WorldRecipe
  ) throws {
    let files = MadeFiles(step: step, cores: cores)
    func place(_ name: String) -> String { name.hasPrefix("/") ? name : "\(work)/\(name)" }
    switch made {
    case .world(let recipe):
      let settled = try settle(recipe)
      record.world = settled
      record.takeHash = try settled.hash
      return
    case .still(let name): record.still = try files.keepStill(place(name), in: folder)
    case .clip(let name): record.clip = try files.keepClip(place(name), in: folder)
    case .frames(let names) where names.count == 1: record.still = try files.keepStill(place(names[0]), in: folder)
    case .frames(let names): record.clip = try files.keepFrames(names.map(place), in: folder)
    }
    let facts = try Take.facts(of: "\(folder)/\(record.file!)")
    if facts.kind == .still, let clip = record.clip { (record.still, record.clip) = (clip, nil) }
    record.takeHash = facts.hash
  }

  /// What was told while the take was made, and the logs of the work folder.
  private func writeLog(_ notes: Notes, work: String, in folder: String) throws {
    var bytes = Array(notes.text.utf8)
    for name in Folders.names(work) where name.hasSuffix(".log") {
      guard let log = FileManager.default.contents(atPath: "\(work)/\(name)"), !log.isEmpty else { continue }
      bytes += Array("== \(name)\n".utf8) + [UInt8](log)
    }
    try writeFile(bytes, to: "\(folder)/\(TakeMaker.logFile)")
  }
}

/// What a generator has told.
private final class Notes: Sendable {
  private let lines = Mutex<[String]>([])

  func add(_ event: GeneratorEvent) {
    guard case .note(let line) = event else { return }
    lines.withLock { $0.append(line) }
  }

  var text: String { lines.withLock { $0.map { $0 + "\n" }.joined() } }
}

extension GeneratorRequest {
  /// The same with the names of files alone, as they lie beside it.
  fileprivate var withoutFolder: GeneratorRequest {
    var request = self
    func name(_ path: String?) -> String? { path.map { ($0 as NSString).lastPathComponent } }
    request.seedFrame = name(seedFrame)
    request.seedClip = name(seedClip)
    request.endFrame = name(endFrame)
    request.mask = name(mask)
    return request
  }
}

extension WorldRecipe {
  /// 32 hexadecimal digits.
  var hash: String { get throws { Media.hash(of: try JSONFile.bytes(self)) } }
}
