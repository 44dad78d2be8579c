import Foundation
import Geometry
import Planning
import TestSupport
import Testing

/// A folder with a storyboard of prompts, and with small programs that make its scenes.
struct Dream {
  static let width = 64
  static let height = 36

  let folder: MediaFolder

  init() throws {
    folder = try MediaFolder()
    try folder.write(Dream.copier, "copy.sh")
    try folder.write(Dream.painter, "paint.py")
    _ = try folder.write(try Dream.firstPicture.get(), "first.png")
  }

  /// Scenes that each have a prompt, at one octave and one second.
  func storyboard(_ prompts: [String], generator: String = "command: sh copy.sh", _ more: String = "") throws {
    let scenes = prompts.map { $0.hasPrefix("{") ? $0 : "{prompt: '\($0)'}" }.joined(separator: ", ")
    try folder.write(
      """
      {canvas: {size: '64x36', fps: 10}, preset: 'constant', octaves: 1, speed: 1, generator: '\(generator)'\(more.isEmpty ? "" : ", " + more),
       scenes: [\(scenes)]}
      """, "dream.json5")
  }

  func run(_ words: String) throws -> ProgramRun { try ProgramRun(words, in: folder) }

  /// Generates, and returns what was done, a line for each take.
  @discardableResult
  func generate(_ options: String = "", at place: SourceLocation = #_sourceLocation) throws -> [String] {
    let run = try run("generate dream.json5 \(options)")
    #expect(run.status == 0, "\(run.errors)", sourceLocation: place)
    return run.text.split(separator: "\n").map(String.init)
  }

  /// Scenes that were made, by the words of `generate`.
  static func made(_ lines: [String]) -> [Int] {
    lines.filter { $0.contains(": made") }.compactMap { $0.split(separator: " ")[1].dropLast().first?.wholeNumberValue }
  }

  func plan() throws -> Plan { try Plan(json: Data(try run("plan dream.json5").checked().output), file: nil) }

  /// The hashes of the files of the takes in the shot.
  func takeHashes() throws -> [String] { try plan().scenes.map { $0.provenance?.takeHash ?? "pending" } }

  /// The hashes of what the takes in the shot were made from.
  func sourceHashes() throws -> [String] { try plan().scenes.map { $0.provenance?.sourceHash ?? "pending" } }

  /// A PNG's pixels, red, green and blue by turns.
  func pixels(_ name: String) throws -> [UInt8] { try Dream.pixels(folder(name)) }

  static func pixels(_ path: String) throws -> [UInt8] {
    let folder = try MediaFolder()
    try ffmpeg("-i \(path) -f rawvideo -pix_fmt rgb24", folder("raw"))
    return try folder.bytes("raw")
  }

  /// Files and folders that only stand while something is being made.
  func leftovers() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder("dream.shot")).filter {
      $0.contains(".making") || $0.contains(".part") || $0.contains("work")
    }
  }

  /// Hands in its seed frame, or else the first picture, and makes every file unlike the others.
  private static let copier = """
    request=$(cat)
    here=$(dirname "$0")
    seed=$(printf %s "$request" | sed -n 's/.*"seedFrame":"\\([^"]*\\)".*/\\1/p')
    case "$request" in
      *refuse*) exit 65 ;;
      *unset*) exit 77 ;;
      *away*) echo '{"type":"error","message":"gone","code":"unavailable","retryable":false}'; exit 69 ;;
      *crash*) exit 70 ;;
      *garbage*) echo hello; exit 0 ;;
      *sleepy*) touch "$here/asleep"; sleep 60 ;;
      *slow*) sleep 0.04 ;;
      *moving*)
        ffmpeg -v error -f lavfi -i testsrc2=s=64x36:r=10:d=3 -pix_fmt yuv444p out.mp4 </dev/null
        echo '{"type":"result","clip":"out.mp4","firstFrame":"none"}'
        exit 0 ;;
    esac
    cp "${seed:-$here/first.png}" out.png
    printf %s "$request" | sed 's/"\\(seedFrame\\|mask\\|endFrame\\|seedClip\\)":"[^"]*"//g' >> out.png
    echo '{"type":"result","still":"out.png","firstFrame":"exact","metadata":{"model":"copy 1"}}'
    """

  /// The same with the pixels in its hands: "brighter" adds a hundredth, and what is masked is painted orange.
  private static let painter = #"""
    import json, struct, sys, zlib
    request = json.load(sys.stdin)
    width, height = request["width"], request["height"]

    def read(path):
        data, place, packed = open(path, "rb").read(), 8, b""
        while place < len(data):
            size, kind = struct.unpack(">I4s", data[place:place + 8])
            if kind == b"IDAT": packed += data[place + 8:place + 8 + size]
            place += 12 + size
        raw, rows, above = zlib.decompress(packed), [], bytearray(3 * width)
        for y in range(height):
            start = y * (3 * width + 1)
            kind, row = raw[start], bytearray(raw[start + 1:start + 1 + 3 * width])
            for x in range(3 * width):
                a, b, c = row[x - 3] if x > 2 else 0, above[x], above[x - 3] if x > 2 else 0
                p = a + b - c
                paeth = min((abs(p - a), 0, a), (abs(p - b), 1, b), (abs(p - c), 2, c))[2]
                row[x] = (row[x] + (0, a, b, (a + b) // 2, paeth)[kind]) & 255
            rows.append(row)
            above = row
        return rows

    def write(path, rows):
        def chunk(kind, data):
            return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        raw = b"".join(b"\0" + bytes(row) for row in rows)
        head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
        open(path, "wb").write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(raw)) + chunk(b"IEND", b""))

    if request.get("seedFrame"):
        rows = read(request["seedFrame"])
    else:
        rows = [bytearray((60 + 2 * x + y * (c + 1)) % 180 + 20 for x in range(width) for c in range(3)) for y in range(height)]
    if "brighter" in request["prompt"]:
        rows = [bytearray(min(255, int(v * 1.01 + 0.5)) for v in row) for row in rows]
    if request.get("mask"):
        mask = read(request["mask"])
        for row, known in zip(rows, mask):
            for x in range(width):
                row[3 * x:3 * x + 3] = bytes([230, 120, 30])
    write("out.png", rows)
    print(json.dumps({"type": "progress", "done": 1}), flush=True)
    print(json.dumps({"type": "result", "still": "out.png", "firstFrame": "exact"}))
    """#

  private static let firstPicture = Result {
    let folder = try MediaFolder()
    try ffmpeg("-f lavfi -i mandelbrot=s=64x36 -frames:v 1", folder("first.png"))
    return try folder.bytes("first.png")
  }
}
