/// The order of files that cameras number in their own way: the chapters of one recording follow one another.
///
/// GoPro numbers the chapter before the recording (`GH020013` is the second chapter of 13; from HERO5 on `GX`, `GH`, `GL`; before that `GOPR0013`, then
/// `GP010013`).
enum CameraOrder {
  /// Names in natural order, with the chapters of all recordings in theirs, in the places that they have among the others.
  static func sorted(_ names: [String]) -> [String] {
    let places = names.indices.filter { recording(names[$0]) != nil }
    let ordered = places.sorted { recording(names[$0])! < recording(names[$1])! }
    var sorted = names
    for (place, name) in zip(places, ordered) { sorted[place] = names[name] }
    return sorted
  }

  private typealias Recording = (kind: String, number: Int, chapter: Int)

  private static func recording(_ name: String) -> Recording? {
    let stem = FileName(name).stem.uppercased()
    if let match = stem.wholeMatch(of: #/(GX|GH|GL)(\d{2})(\d{4})/#) {
      return (String(match.1), Int(match.3)!, Int(match.2)!)
    }
    if let match = stem.wholeMatch(of: #/GOPR(\d{4})/#) { return ("GP", Int(match.1)!, 0) }
    if let match = stem.wholeMatch(of: #/GP(\d{2})(\d{4})/#) { return ("GP", Int(match.2)!, Int(match.1)!) }
    return nil
  }
}
