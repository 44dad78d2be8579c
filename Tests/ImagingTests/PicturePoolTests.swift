import Geometry
import Imaging
import Testing

@Suite struct `A pool of pictures` {
  private static let size = CanvasSize(37, 23)

  private func places(_ picture: Picture) -> [UnsafeMutableRawPointer] { picture.planes.map(\.base) }

  @Test(arguments: [PictureFormat.yuv420, PictureFormat(.full, bits: 16)])
  func `gives no memory that somebody holds`(format: PictureFormat) {
    let pool = PicturePool(Self.size, format)
    let held = (0..<9).map { _ in pool.picture() }
    #expect(Set(held.flatMap(places)).count == 27)
    #expect(held.allSatisfy { $0.size == Self.size && $0.format == format })
  }

  @Test func `gives memory again when its last holder has let go`() {
    let pool = PicturePool(Self.size, .yuv420)
    var first: Picture? = pool.picture()
    let memory = places(first!)
    var holder: Plane? = first?.planes[2]
    first = nil
    let second = pool.picture()
    #expect(places(second)[0] == memory[0] && places(second)[1] == memory[1])
    #expect(places(second)[2] != holder?.base)
    holder = nil
    #expect(places(pool.picture())[2] == memory[2])
  }

  @Test func `takes no more memory than was held at once`() {
    let pool = PicturePool(Self.size, .yuv420)
    var seen: Set<UnsafeMutableRawPointer> = []
    var held: [Picture] = []
    for _ in 0..<500 {
      held.append(pool.picture())
      seen.formUnion(places(held.last!))
      if held.count > 3 { held.removeFirst() }
    }
    #expect(seen.count <= 3 * 5)
  }

  @Test func `may be gone before its pictures`() {
    var pool: PicturePool? = PicturePool(Self.size, .yuv420)
    let picture = pool!.picture()
    pool = nil
    for plane in picture.planes { plane.fill(7) }
    #expect(picture.planes[2].sample(3, 4) == 7)
  }

  @Test func `serves many threads`() {
    let pool = PicturePool(Self.size, .yuv420)
    let sums = Cores(7).map(0..<200) { number in
      let picture = pool.picture()
      picture.planes[0].fill(number)
      return picture.planes[0].sample(0, 0) + picture.planes[0].sample(36, 22)
    }
    #expect(sums == (0..<200).map { 2 * $0 })
  }
}
