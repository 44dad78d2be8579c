// swift-tools-version: 6.2
import PackageDescription

#if canImport(Glibc)
  import Glibc
#endif

// Kernels are plain loops that the compiler turns into vectors. Bits do not depend on which vectors: Swift
// neither fuses nor reorders floating point. EVERZOOM_PORTABLE=1 builds for any x86-64 machine.
let kernelFlags: [SwiftSetting] =
  thisMachineHasAVX2() ? [.unsafeFlags(["-Xcc", "-march=x86-64-v3"])] : []
let strict: [SwiftSetting] = [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]
let settings = strict + kernelFlags

let package = Package(
  name: "everzoom",
  products: [.executable(name: "everzoom", targets: ["everzoom"])],
  targets: [
    // Each line says what a target may know; Tests/ProgramTests holds the sources to it.
    target("Geometry", []),
    target("Imaging", ["Geometry"]),
    target("Worlds", ["Geometry", "Imaging"]),
    target("Continuity", ["Geometry", "Imaging"]),
    target("Planning", ["Geometry", "Worlds"], resources: [.embedInCode("Presets")]),
    .systemLibrary(
      name: "CFFmpeg", pkgConfig: "libavformat",
      providers: [
        .apt(["libavformat-dev", "libavcodec-dev", "libavutil-dev", "libswscale-dev", "libswresample-dev"]),
        .brew(["ffmpeg"]),
      ]),
    target("Media", ["Geometry", "Imaging", "CFFmpeg"]),
    target("Music", ["Geometry", "Media"]),
    target("Checking", ["Geometry", "Imaging", "Continuity", "Media"]),
    target("Rendering", ["Geometry", "Imaging", "Worlds", "Continuity", "Planning", "Media"]),
    target("Surveying", ["Geometry", "Imaging", "Worlds", "Continuity", "Planning", "Media", "Music", "Rendering"]),
    target("Generation", ["Geometry", "Imaging", "Worlds", "Planning", "Media", "Rendering"]),
    program("everzoom"),
    program("bench"),
    .executableTarget(
      name: "fuzz", dependencies: ["Geometry", "Worlds", "Planning"], path: "Tests/fuzz", swiftSettings: settings),

    test("TestSupport", ["Geometry", "Imaging", "Planning"], support: true),
    test("GeometryTests", ["Geometry"]),
    test("ImagingTests", ["Geometry", "Imaging"]),
    test("WorldsTests", ["Geometry", "Imaging", "Worlds"]),
    test("ContinuityTests", ["Geometry", "Imaging", "Continuity"]),
    test("PlanningTests", ["Geometry", "Worlds", "Planning"]),
    test("MediaTests", ["Geometry", "Imaging", "Media"]),
    test("MusicTests", ["Geometry", "Media", "Music"]),
    test("CheckingTests", ["Geometry", "Imaging", "Media", "Checking"]),
    test("SurveyingTests", ["Geometry", "Imaging", "Planning", "Media", "Rendering", "Surveying"]),
    test(
      "RenderingTests", ["Geometry", "Imaging", "Worlds", "Continuity", "Planning", "Media", "Surveying", "Rendering"]),
    test("GenerationTests", ["Geometry", "Imaging", "Worlds", "Planning", "Media", "Rendering", "Generation"]),
    test("ProgramTests", ["Geometry", "Planning", "everzoom"]),
  ]
)

func target(_ name: String, _ knows: [Target.Dependency], resources: [Resource] = []) -> Target {
  .target(name: name, dependencies: knows, resources: resources, swiftSettings: settings)
}

func program(_ name: String) -> Target {
  .executableTarget(
    name: name,
    dependencies: [
      "Geometry", "Imaging", "Worlds", "Continuity", "Planning", "Media", "Music", "Checking", "Rendering", "Surveying",
      "Generation",
    ],
    swiftSettings: settings)
}

func test(_ name: String, _ knows: [Target.Dependency], support: Bool = false) -> Target {
  let path = "Tests/\(name)"
  return support
    ? .target(name: name, dependencies: knows, path: path, swiftSettings: settings)
    : .testTarget(name: name, dependencies: knows + ["TestSupport"], path: path, swiftSettings: settings)
}

/// Whether to build for AVX2 and FMA, as every x86-64 machine since about 2015 has them.
func thisMachineHasAVX2() -> Bool {
  guard getenv("EVERZOOM_PORTABLE") == nil, let file = fopen("/proc/cpuinfo", "r") else { return false }
  defer { fclose(file) }
  var line = [CChar](repeating: 0, count: 16384)
  while fgets(&line, Int32(line.count), file) != nil {
    if strncmp(line, "flags", 5) == 0 {
      return strstr(line, " avx2 ") != nil && strstr(line, " bmi2 ") != nil && strstr(line, " fma ") != nil
    }
  }
  return false
}
