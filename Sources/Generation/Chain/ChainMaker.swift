import Foundation
import Geometry
import Imaging
import Media
import Planning
import Worlds

/// The scenes of a storyboard that are generated, one after another: each begins on the picture that the one before it ends on.
package struct ChainMaker {
  package var storyboard: Storyboard
  /// What is known of the takes that the storyboard names.
  package let survey: Survey
  /// Measures the motion of a clip that has been made.
  package var motion: @Sendable (_ path: String, TakeFacts) throws -> ClipMotion? = { _, _ in nil }
  package let folder: ShotFolder
  package let generators: Generators
  package let cores: Cores
  /// How many candidates of each scene there are to be; nil: the one that is in the shot.
  package var takes: Int?
  /// Numbers of scenes that are made again even where nothing has changed.
  package var redo: Set<Int> = []

  package init(
    _ storyboard: Storyboard, survey: Survey, folder: ShotFolder, generators: Generators, cores: Cores
  ) {
    self.storyboard = storyboard
    self.survey = survey
    self.folder = folder
    self.generators = generators
    self.cores = cores
  }

  /// The plan with the scenes that are made already; the others are pending. Writes nothing.
  package func outline() throws -> Plan {
    try check()
    let record = try folder.record()
    var soFar = ChainSoFar(self)
    for index in storyboard.scenes.indices {
      guard let step = try soFar.step(index),
        let source = step.source(
          take: record[step.scene].take, previousWorld: soFar.previousWorld(index))
      else { continue }
      let take = record[step.scene].take
      guard let made = folder.take(scene: step.scene, take: take), try made.sourceHash == source.hash else { continue }
      _ = try soFar.add(made, step)
    }
    return try soFar.plan()
  }

  /// Makes what is missing or was made from something else, and returns the plan of the whole shot.
  ///
  /// What is made stays when a later scene fails. Throws `ChainError`, `Problem`, `Problems`, `MediaError` and `FolderError`.
  package func run(
    report: @Sendable (ChainEvent) -> Void, isCancelled: @Sendable () -> Bool
  ) throws -> Plan {
    try check()
    guard storyboard.hasPrompts else { return try Planner.plan(storyboard, survey) }
    let lock = try folder.open()
    defer { withExtendedLifetime(lock) {} }
    var record = try folder.record()
    var soFar = ChainSoFar(self)
    for index in storyboard.scenes.indices {
      guard let step = try soFar.step(index) else { continue }
      let chosen = record[step.scene].take
      for take in Set(1...(takes ?? 1)).union([chosen]).filter({ takes != nil || $0 == chosen }).sorted() {
        if isCancelled() { throw GeneratorError.cancelled }
        let made = try candidate(take, of: step, soFar, report, isCancelled)
        guard take == chosen else { continue }
        let hash = try soFar.add(made, step)
        if hash != made.takeHash { report(.edited(scene: step.scene, take: take)) }
        record[step.scene] = ShotRecord.Scene(
          scene: step.scene, take: take, sourceHash: made.sourceHash, takeHash: hash)
        try folder.write(record)
      }
    }
    return try soFar.plan()
  }

  /// Throws when a scene asks for a generator that there is none of.
  private func check() throws {
    let problems = storyboard.scenes.indices.compactMap { index -> Problem? in
      guard let name = storyboard.pending(scene: index)?.generator, let complaint = generators.complaint(name) else {
        return nil
      }
      return storyboard.problem(scene: index, "generator", complaint)
    }
    guard problems.isEmpty else { throw Problems(problems) }
  }

  /// A candidate as it is, brought back, or made.
  private func candidate(
    _ take: Int, of step: ChainStep, _ soFar: ChainSoFar, _ report: @Sendable (ChainEvent) -> Void,
    _ isCancelled: @Sendable () -> Bool
  ) throws -> TakeRecord {
    let previousWorld = soFar.previousWorld(step.index)
    guard let hash = try step.source(take: take, previousWorld: previousWorld)?.hash else {
      preconditionFailure("scenes are made in order")
    }
    let present = folder.take(scene: step.scene, take: take)
    let isRedone = redo.contains(step.scene)
    if !isRedone {
      if let present, present.sourceHash == hash {
        report(.kept(scene: step.scene, take: take))
        return present
      }
      if let old = try folder.bringBack(scene: step.scene, take: take, sourceHash: hash) {
        report(.broughtBack(scene: step.scene, take: take))
        return old
      }
    }
    let seededBy = soFar.previousHash(step.index)
    let reason = isRedone ? ChainReason.redo : ChainReason(present, step, seededBy: seededBy)
    report(.making(scene: step.scene, take: take, generator: step.pending.generator, reason))
    guard let generator = generators.generator(step.pending.generator, previousWorld: previousWorld) else {
      preconditionFailure("generators have been checked")
    }
    do {
      let made = try TakeMaker(folder: folder, step: step, generator: generator, cores: cores).make(
        take: take, sourceHash: hash, seededBy: seededBy, settle: { try soFar.settled($0, step) },
        report: { report(.told(scene: step.scene, take: take, $0)) }, isCancelled: isCancelled)
      report(.made(scene: step.scene, take: take))
      return made
    } catch let cause as GeneratorError where cause != .cancelled {
      throw ChainError(scene: step.scene, folder: folder.path, cause: cause)
    }
  }
}

extension Storyboard {
  package var hasPrompts: Bool { scenes.indices.contains { pending(scene: $0) != nil } }
}
