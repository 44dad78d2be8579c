import Imaging
import Testing

@Suite struct `Several cores` {
  @Test(arguments: [1, 2, 16]) func `map every index once and in order`(count: Int) {
    #expect(Cores(count).map(-3..<200) { "\($0)" } == (-3..<200).map { "\($0)" })
    #expect(Cores(count).map(5..<5) { $0 } == [])
  }
}
