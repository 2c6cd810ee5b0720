import RTP
import Testing

@Suite struct CodecTests {
    private func h264(_ level: String?, mode: String? = "1") -> Codec {
        var parameters = FormatParameters()
        parameters["profile-level-id"] = level
        parameters["packetization-mode"] = mode
        return Codec(name: "h264", clockRate: 90_000, parameters: parameters)
    }

    /// RFC 6184, table 5: three ways to say constrained baseline.
    @Test(arguments: [
        ("42e01f", true), ("42c01e", true), ("4d801f", true), ("58c01f", true), ("42001f", false), ("640c1f", false),
    ])
    func constrainedBaseline(id: String, isConstrained: Bool) {
        #expect((H264ProfileLevel(profileLevelID: id)?.profile == .constrainedBaseline) == isConstrained)
    }

    @Test func h264DecodersAcceptWhatTheyContain() {
        #expect(h264("42001f").decodes(.h264))  // baseline contains constrained baseline
        #expect(h264("4d001f").decodes(.h264))
        #expect(h264("64001f").decodes(.h264))
        #expect(h264("64001f").decodes(h264("4d001f")))
        #expect(!h264("42e01f").decodes(h264("64001f")))
        #expect(!h264("42e01f", mode: nil).decodes(.h264))
        #expect(h264("42e034").decodes(h264("42e01f")))  // levels are not compared
        #expect(H264ProfileLevel(profileLevelID: "42e01") == nil)
        #expect(H264ProfileLevel(profileLevelID: "xyzxyz") == nil)
        #expect(h264(nil).h264Profile.profile == .baseline)
    }

    @Test func vp9AndAV1Profiles() {
        func codec(_ name: String, _ key: String, _ value: String?) -> Codec {
            var codec = Codec(name: name, clockRate: 90_000)
            codec.parameters[key] = value
            return codec
        }
        #expect(codec("VP9", "profile-id", nil).decodes(.vp9))
        #expect(!codec("VP9", "profile-id", "2").decodes(.vp9))
        #expect(codec("AV1", "profile", "1").decodes(.av1))
        #expect(!Codec.av1.decodes(codec("AV1", "profile", "1")))
    }

    @Test func namesCompareWithoutCase() {
        #expect(Codec(name: "vp8", clockRate: 90_000).decodes(.vp8))
        #expect(!Codec(name: "VP8", clockRate: 48_000).decodes(.vp8))
        #expect(Codec(name: "OPUS", clockRate: 48_000, channels: 2).format == .opus)
        #expect(Codec(name: "opus", clockRate: 48_000, channels: 1).format == nil)
        #expect(Codec(name: "telephone-event", clockRate: 8_000).format == nil)
    }

    /// A combining mark after a separator is one `Character` with it.
    @Test(arguments: ["a=\u{301}b;c", "a=\t\u{301}b", "a;\u{301}=1", " a = b=c ;; d", "=x;y="])
    func writtenParametersReadTheSame(text: String) {
        let parameters = FormatParameters(text: text)
        #expect(FormatParameters(text: parameters.text).entries == parameters.entries)
        #expect(!parameters.entries.contains { $0.name.utf8.contains(UInt8(ascii: ";")) })
    }

    @Test func parametersKeepTheirOrderAndCompareWithoutIt() {
        let a = FormatParameters(text: "minptime=10; useinbandfec=1")
        let b = FormatParameters(text: "UseInbandFEC=1;minptime=10;")
        #expect(a == b)
        #expect(a.hashValue == b.hashValue)
        #expect(a.text == "minptime=10;useinbandfec=1")
        #expect(a["MINPTIME"] == "10")
        #expect(FormatParameters(text: "0-15").text == "0-15")
        #expect(FormatParameters(text: " ;;= ;").isEmpty)
    }
}
