public import Foundation
public import Summit
import MediaClient

/// The picture and sound files of the synthetic delegates: made once by ffmpeg, then only read.
///
/// Per seat a loop of 20 s: VP8 in two layers with a keyframe every second, and Opus in packets of 20 ms.
public enum SyntheticMedia {
    /// Grows whenever the files would come out differently; older ones are then made again.
    static let version = 1
    static let seconds = 20
    static let flagsFolder = "/usr/share/iso-flags-png-320x240"

    public enum Failure: Error, CustomStringConvertible {
        /// ffmpeg is missing or failed; its last words.
        case ffmpeg(String)
        /// A file of a seat cannot be read.
        case unreadable(String)

        public var description: String {
            switch self {
            case .ffmpeg(let words): "The delegates' pictures could not be made by ffmpeg: \(words)"
            case .unreadable(let file): "The file \(file) cannot be read; delete it to have it made again."
            }
        }
    }

    /// Makes what is missing in `directory`; returns at once when all is there. Two seats at a time; `progress` is told
    /// how many of them are done, from any thread.
    public static func prepare(
        in directory: URL, seats: [Seat], progress: @escaping @Sendable (_ done: Int, _ of: Int) -> Void = { _, _ in }
    ) async throws {
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        let manifestFile = directory.appendingPathComponent("manifest.json")
        var manifest = Manifest.read(manifestFile)
        let missing = seats.filter { !manifest.covers($0, in: directory) }
        guard !missing.isEmpty else { return }
        progress(0, missing.count)
        var done = 0
        try await withThrowingTaskGroup(of: Seat.self) { group in
            var waiting = missing.makeIterator()
            func addNext() {
                guard let seat = waiting.next() else { return }
                group.addTask {
                    try await make(seat, in: directory)
                    return seat
                }
            }
            for _ in 0..<2 { addNext() }
            while let seat = try await group.next() {
                manifest.names[seat.id.rawValue] = seat.name["en"]
                try manifest.write(manifestFile)
                done += 1
                progress(done, missing.count)
                addNext()
            }
        }
    }

    /// The files of a seat, by what they hold.
    static func files(of seat: SeatID) -> (full: String, quarter: String, voice: String) {
        ("\(seat)-full.ivf", "\(seat)-quarter.ivf", "\(seat)-voice.ogg")
    }

    /// Which seats' files are complete.
    private struct Manifest: Codable {
        var version = SyntheticMedia.version
        /// English name in the picture, by seat.
        var names: [String: String] = [:]

        static func read(_ file: URL) -> Manifest {
            guard let data = try? Data(contentsOf: file),
                let manifest = try? JSONDecoder().decode(Manifest.self, from: data),
                manifest.version == SyntheticMedia.version
            else { return Manifest() }
            return manifest
        }

        func write(_ file: URL) throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
            try encoder.encode(self).write(to: file, options: .atomic)
        }

        func covers(_ seat: Seat, in directory: URL) -> Bool {
            let files = SyntheticMedia.files(of: seat.id)
            return names[seat.id.rawValue] == seat.name["en"]
                && [files.full, files.quarter, files.voice].allSatisfy {
                    FileManager.default.fileExists(atPath: directory.appendingPathComponent($0).path)
                }
        }
    }

    /// One run of ffmpeg. All paths are relative to the folder, so that no character of its name can mean anything in a
    /// filter graph; the country's name comes from a file for the same reason.
    private static func make(_ seat: Seat, in directory: URL) async throws {
        let files = files(of: seat.id)
        let nameFile = "\(seat.id)-name.txt"
        try Data(seat.name["en"].utf8).write(to: directory.appendingPathComponent(nameFile))
        let video =
            ["-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-g", "15", "-keyint_min", "15"]
            + ["-auto-alt-ref", "0", "-threads", "1", "-t", "\(seconds)", "-f", "ivf"]
        var arguments = ["-hide_banner", "-loglevel", "error", "-nostdin", "-y"]
        arguments += [
            "-f", "lavfi", "-i",
            "gradients=s=640x360:r=15:d=\(seconds):c0=0x0b1d33:c1=0x1d3a5f:x0=0:y0=0:x1=640:y1=640:speed=0.00001",
        ]
        arguments += [
            "-f", "lavfi", "-i", "aevalsrc=exprs='\(SyntheticVoice.expression(of: seat.id))':s=48000:d=\(seconds)",
        ]
        let flag = flagFile(seat)
        if let flag { arguments += ["-loop", "1", "-framerate", "15", "-i", flag] }
        arguments += ["-filter_complex", picture(nameFile: nameFile, hasFlag: flag != nil)]
        arguments += ["-map", "[full]"] + video + ["-b:v", "350k", files.full]
        arguments += ["-map", "[quarter]"] + video + ["-b:v", "90k", files.quarter]
        arguments += ["-map", "1:a", "-c:a", "libopus", "-ac", "1", "-b:a", "32k", "-application", "voip"]
        arguments += ["-frame_duration", "20", "-t", "\(seconds)", "-f", "ogg", files.voice]
        try await FFmpeg.run(arguments, in: directory)
        try? FileManager.default.removeItem(at: directory.appendingPathComponent(nameFile))
    }

    /// A dark, calm ground; flag, name, a running clock, and a mark that glides along a line.
    private static func picture(nameFile: String, hasFlag: Bool) -> String {
        func text(_ source: String, font: String, size: Int, color: String, y: Int) -> String {
            "drawtext=font='\(font)':\(source):fontsize=\(size):fontcolor=\(color):x=(w-text_w)/2:y=\(y)"
        }
        let (paper, gold) = ("0xf5f1e6", "0xc9b37e")
        let ground = hasFlag ? "[2:v]scale=216:162,setsar=1[flag];[0:v][flag]overlay=212:52:shortest=1" : "[0:v]null"
        let name = text("textfile=\(nameFile):expansion=none", font: "DejaVu Serif", size: 36, color: paper, y: 236)
        let clock = text(
            #"text='%{pts\:gmtime\:0\:%M\\\:%S}'"#, font: "DejaVu Sans Mono", size: 20, color: gold, y: 292)
        let line = "drawbox=x=220:y=330:w=200:h=2:color=0x3a5a80:t=fill[still]"
        let mark = "color=\(gold):s=12x6:r=15:d=\(seconds)[mark]"
        let gliding = "[still][mark]overlay=x='220+94*(1-cos(2*PI*t/5))':y=328:shortest=1"
        return "\(ground),\(name),\(clock),\(line);\(mark);\(gliding),split[full][large];[large]scale=320:180[quarter]"
    }

    private static func flagFile(_ seat: Seat) -> String? {
        guard let flag = seat.flag, !flag.isEmpty,
            flag.utf8.allSatisfy({ (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) })
        else { return nil }
        let file = "\(flagsFolder)/\(flag).png"
        return FileManager.default.fileExists(atPath: file) ? file : nil
    }
}
