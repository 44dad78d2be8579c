/// What a standard MIDI file says of musical time, in ticks, in the order of the ticks (Standard MIDI Files 1.0).
struct MIDIEvents {
  enum Event {
    /// Microseconds of a quarter note.
    case tempo(Int)
    /// So many notes of one `unit`th to the bar.
    case metre(count: Int, unit: Int)
    /// A marker or cue point.
    case mark(String)
  }

  /// Ticks of a quarter note; nil where ticks are parts of a second.
  let ticksToQuarter: Int?
  /// Seconds of a tick where ticks are parts of a second (SMPTE).
  let secondsOfTick: Double
  private(set) var events: [(tick: Int, event: Event)] = []
  /// The tick of the last event of any kind.
  private(set) var end = 0

  private var bytes: [UInt8]
  private var at = 0

  /// Throws `MusicProblem` with the byte.
  init(_ bytes: [UInt8]) throws {
    self.bytes = bytes
    let head = 8
    guard bytes.count >= head + 6, bytes.starts(with: "MThd".utf8) else {
      throw MusicProblem("is cut off in its head. Export the MIDI file again.", byte: bytes.count)
    }
    func big(_ at: Int, _ count: Int) -> Int { bytes[at..<at + count].reduce(0) { $0 << 8 | Int($1) } }
    let (length, format, division) = (big(4, 4), big(head, 2), big(head + 4, 2))
    guard length >= 6 else {
      throw MusicProblem("has a head of \(length) bytes, expected 6. Export it again.", byte: 4)
    }
    guard format <= 1 else {
      throw MusicProblem(
        "is a MIDI file of format \(format), whose tracks are songs of their own. Export it as format 0 or 1.",
        byte: head)
    }
    if division & 0x8000 != 0 {
      let frames = 256 - (division >> 8)
      let rates: [Int: Double] = [24: 24, 25: 25, 29: 30 / 1.001, 30: 30]
      guard let rate = rates[frames], division & 0xFF > 0 else {
        throw MusicProblem(
          "counts \(frames) frames a second, expected 24, 25, 29 or 30. Export it again.", byte: head + 4)
      }
      ticksToQuarter = nil
      secondsOfTick = 1 / (rate * Double(division & 0xFF))
    } else {
      guard division > 0 else {
        throw MusicProblem("has no ticks to the quarter note. Export it again.", byte: head + 4)
      }
      ticksToQuarter = division
      secondsOfTick = 0
    }
    at = head + length
    while at < bytes.count { try readChunk() }
    // Of equal ticks in the order of tracks, and of the file within them.
    events = events.enumerated().sorted { ($0.element.tick, $0.offset) < ($1.element.tick, $1.offset) }.map(\.element)
  }

  private mutating func readChunk() throws {
    let start = at
    guard bytes.count - at >= 8 else {
      // Some programs fill the file up.
      guard bytes[at...].allSatisfy({ $0 == 0 }) else { throw cutOff }
      at = bytes.count
      return
    }
    let isTrack = bytes[at...].starts(with: "MTrk".utf8)
    let length = bytes[at + 4..<at + 8].reduce(0) { $0 << 8 | Int($1) }
    at += 8
    guard length <= bytes.count - at else { throw cutOff }
    let end = at + length
    if isTrack { try readTrack(end) }
    guard at <= end else {
      throw MusicProblem("has a track that goes on beyond its end. Export it again.", byte: start)
    }
    at = end
  }

  private mutating func readTrack(_ end: Int) throws {
    var tick = 0
    var running: UInt8?
    while at < end {
      tick += try number()
      self.end = max(self.end, tick)
      var status = try byte()
      if status < 0x80 {
        guard let last = running else {
          throw MusicProblem("has an event without a kind. Export the MIDI file again.", byte: at - 1)
        }
        at -= 1
        status = last
      }
      switch status {
      case 0xFF:
        let kind = try byte()
        let length = try number()
        let body = try part(length)
        if kind == 0x2F { return }
        try readMeta(kind, body, tick)
      case 0xF0, 0xF7:
        running = nil
        _ = try part(try number())
      case 0x80..<0xF0:
        running = status
        _ = try part(status & 0xE0 == 0xC0 ? 1 : 2)
      default:
        throw MusicProblem("has an event of kind \(status), which no file may hold. Export it again.", byte: at - 1)
      }
    }
  }

  private mutating func readMeta(_ kind: UInt8, _ body: ArraySlice<UInt8>, _ tick: Int) throws {
    let body = Array(body)
    switch kind {
    case 0x51 where body.count >= 3:
      let micros = Int(body[0]) << 16 | Int(body[1]) << 8 | Int(body[2])
      guard MusicLimits.tempo.contains(60e6 / Double(max(1, micros))) else {
        throw MusicProblem(
          "has a tempo of \(micros) microseconds to the quarter note, expected 1 to 2000 BPM. Correct its tempo track.",
          byte: at - body.count)
      }
      events.append((tick, .tempo(micros)))
    case 0x58 where body.count >= 2:
      guard MusicLimits.beatsToBar.contains(Int(body[0])), body[1] <= 6 else {
        throw MusicProblem(
          "has a time signature of \(body[0]) over 2 to the \(body[1]), expected 1 to 64 over at most 64. Correct it.",
          byte: at - body.count)
      }
      events.append((tick, .metre(count: Int(body[0]), unit: 1 << Int(body[1]))))
    case 0x06, 0x07:
      events.append((tick, .mark(String(decoding: body, as: UTF8.self))))
    default: break
    }
  }

  private var cutOff: MusicProblem { MusicProblem("is cut off. Export the MIDI file again.", byte: bytes.count) }

  private mutating func byte() throws -> UInt8 {
    guard at < bytes.count else { throw cutOff }
    at += 1
    return bytes[at - 1]
  }

  private mutating func part(_ count: Int) throws -> ArraySlice<UInt8> {
    guard count <= bytes.count - at else { throw cutOff }
    at += count
    return bytes[at - count..<at]
  }

  /// A number of one to four bytes, seven bits in each.
  private mutating func number() throws -> Int {
    var value = 0
    for _ in 0..<4 {
      let next = try byte()
      value = value << 7 | Int(next & 0x7F)
      if next < 0x80 { return value }
    }
    throw MusicProblem("has a number of more than four bytes. Export the MIDI file again.", byte: at - 1)
  }
}
