import Continuity
import Geometry
import Imaging
import Planning

/// The pictures on which two takes meet, and all else that is looked at to align them.
struct AlignmentInput: Encodable {
  /// On which the earlier take ends, and with which the later one begins.
  let last: TakePicture
  let first: TakePicture
  /// Whether the later one is the inner one.
  let isInward: Bool
  /// How the later take begins, if it is a clip.
  let start: ClipStart?

  /// How the inner picture lies in the outer one; nil if nothing of one is found in the other.
  ///
  /// Throws `MediaError` when a file cannot be read.
  func measured() throws -> TakeAlignment? {
    let last = try last.read()
    let (earlier, later) = (AlignmentInput.grey(last), AlignmentInput.grey(try first.read()))
    let (outer, inner) = isInward ? (earlier, later) : (later, earlier)
    guard var found = AlignmentInput.alignment(inner: inner, outer: outer) else { return nil }
    found.repeated = try start?.repeated(after: last) ?? 0
    return found
  }

  private static func grey(_ picture: Picture) -> GreyImage { GreyImage(picture, mostWidth: 2000) }

  /// Where the inner picture lies in the outer one, which may be the smaller of the two by a little.
  private static func alignment(inner: GreyImage, outer: GreyImage) -> TakeAlignment? {
    guard hasRoom(inner), hasRoom(outer) else { return nil }
    return switch StillAlignment.relation(inner, outer) {
    case .firstLiesInSecond(let found): TakeAlignment(portal: found.portal, agreement: found.agreement)
    case .secondLiesInFirst(let found): TakeAlignment(portal: found.portal.inverse, agreement: found.agreement)
    case nil: nil
    }
  }

  /// In a picture that is tiny or a strip nothing can be found.
  private static func hasRoom(_ image: GreyImage) -> Bool {
    let (short, long) = (min(image.width, image.height), max(image.width, image.height))
    return short >= TakePicture.leastSide && long <= 4 * short
  }
}
