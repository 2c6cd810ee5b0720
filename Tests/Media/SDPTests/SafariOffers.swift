/// Offers put together by hand after what is publicly known of Safari (docs/media/safari.md): none was captured here.
enum SafariOffers {
    private static let fingerprint =
        "4C:BF:6E:12:46:8E:78:5C:95:72:8A:DA:7D:43:37:8B:B1:0A:18:BB:14:2E:8C:91:DC:96:F7:F0:4A:3D:D9:96"

    private static func transport(_ mid: Int) -> String {
        """
        c=IN IP4 0.0.0.0
        a=rtcp:9 IN IP4 0.0.0.0
        a=ice-ufrag:/ewK
        a=ice-pwd:aKGjExI+6jxloHUS/YAiBJ8l
        a=ice-options:trickle
        a=fingerprint:sha-256 \(fingerprint)
        a=setup:actpass
        a=mid:\(mid)
        """
    }

    private static func h264(_ type: Int, _ repair: Int, _ profile: String) -> String {
        """
        a=rtpmap:\(type) H264/90000
        \(feedback(type))
        a=fmtp:\(type) level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=\(profile)
        a=rtpmap:\(repair) rtx/90000
        a=fmtp:\(repair) apt=\(type)
        """
    }

    private static func plain(_ type: Int, _ repair: Int, _ name: String, _ parameters: String? = nil) -> String {
        """
        a=rtpmap:\(type) \(name)/90000
        \(feedback(type))\(parameters.map { "\na=fmtp:\(type) \($0)" } ?? "")
        a=rtpmap:\(repair) rtx/90000
        a=fmtp:\(repair) apt=\(type)
        """
    }

    private static func feedback(_ type: Int) -> String {
        ["goog-remb", "transport-cc", "ccm fir", "nack", "nack pli"].map { "a=rtcp-fb:\(type) \($0)" }
            .joined(separator: "\n")
    }

    private static let extensions = """
        a=extmap:14 urn:ietf:params:rtp-hdrext:toffset
        a=extmap:2 http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time
        a=extmap:13 urn:3gpp:video-orientation
        a=extmap:3 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01
        a=extmap:12 http://www.webrtc.org/experiments/rtp-hdrext/playout-delay
        a=extmap:11 http://www.webrtc.org/experiments/rtp-hdrext/video-content-type
        a=extmap:7 http://www.webrtc.org/experiments/rtp-hdrext/video-timing
        a=extmap:8 http://tools.ietf.org/html/draft-ietf-avtext-framemarking-07
        a=extmap:9 http://www.webrtc.org/experiments/rtp-hdrext/color-space
        a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid
        a=extmap:5 urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id
        a=extmap:6 urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id
        """

    /// Two H.264 profiles first, at the payload types where others have VP8; VP8 at 100; no VP9.
    private static let formats13 = """
        \(h264(96, 97, "640c1f"))
        \(h264(98, 99, "42e01f"))
        \(plain(100, 101, "VP8"))
        a=rtpmap:127 red/90000
        a=rtpmap:125 rtx/90000
        a=fmtp:125 apt=127
        a=rtpmap:104 ulpfec/90000
        """

    private static let sound13 = """
        m=audio 9 UDP/TLS/RTP/SAVPF 111 103 9 102 0 8 105 13 110 113 126
        \(transport(0))
        a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level
        a=extmap:2 http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time
        a=extmap:3 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01
        a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid
        DIRECTION
        a=rtcp-mux
        a=rtpmap:111 opus/48000/2
        a=rtcp-fb:111 transport-cc
        a=fmtp:111 minptime=10;useinbandfec=1
        a=rtpmap:103 ISAC/16000
        a=rtpmap:9 G722/8000
        a=rtpmap:102 ILBC/8000
        a=rtpmap:0 PCMU/8000
        a=rtpmap:8 PCMA/8000
        a=rtpmap:105 CN/16000
        a=rtpmap:13 CN/8000
        a=rtpmap:110 telephone-event/48000
        a=rtpmap:113 telephone-event/16000
        a=rtpmap:126 telephone-event/8000
        """

    private static func description(_ lines: String) -> String {
        lines.split(separator: "\n").map { "\($0)\r\n" }.joined()
    }

    private static func session(mixed: Bool) -> String {
        """
        v=0
        o=- 4476463512088233894 2 IN IP4 127.0.0.1
        s=-
        t=0 0
        a=group:BUNDLE 0 1\(mixed ? "\na=extmap-allow-mixed" : "")
        a=msid-semantic: WMS eac9584d-fa2c-4a0e-9058-679cc1f26024
        """
    }

    /// Safari 13 publishes: an announced stream, an `a=msid` without a stream's name, hidden addresses.
    static let publish13 = description(
        """
        \(session(mixed: false))
        \(sound13.replacing("DIRECTION", with: "a=sendonly\na=msid:- 2f1544ed-c0d4-4da2-b159-af193d550b3a"))
        a=candidate:1 1 udp 2113937151 f2b1ba95-4ae7-4ba8-8a4c-4e4f3a4d5a6b.local 52776 typ host generation 0 network-cost 999
        a=ssrc:1168873309 cname:pqZk7yXk
        m=video 9 UDP/TLS/RTP/SAVPF 96 97 98 99 100 101 127 125 104
        \(transport(1))
        \(extensions)
        a=sendonly
        a=msid:- 60b0fa57-6bd6-4ed5-8e8f-5c2f0f34a9ea
        a=rtcp-mux
        a=rtcp-rsize
        \(formats13)
        a=ssrc-group:FID 741086092 741086093
        a=ssrc:741086092 cname:pqZk7yXk
        a=ssrc:741086093 cname:pqZk7yXk
        """)

    static let receive13 = description(
        """
        \(session(mixed: false))
        \(sound13.replacing("DIRECTION", with: "a=recvonly"))
        m=video 9 UDP/TLS/RTP/SAVPF 96 97 98 99 100 101 127 125 104
        \(transport(1))
        \(extensions)
        a=recvonly
        a=rtcp-mux
        a=rtcp-rsize
        \(formats13)
        """)

    /// Simulcast as it was before rids: a group of three streams.
    static let publishGroup = publish13.replacing(
        "a=ssrc-group:FID 741086092 741086093\r\n",
        with: description(
            """
            a=ssrc-group:SIM 741086092 741086094 741086095
            a=ssrc-group:FID 741086092 741086093
            """)
    ).replacing(
        "a=ssrc:741086093 cname:pqZk7yXk\r\n",
        with: description(
            """
            a=ssrc:741086093 cname:pqZk7yXk
            a=ssrc:741086094 cname:pqZk7yXk
            a=ssrc:741086095 cname:pqZk7yXk
            """))

    /// Safari 17 and later: sound with older packets, H.265 without parameters, VP9 twice, AV1, three layers.
    static let publish17 = description(
        """
        \(session(mixed: true))
        m=audio 9 UDP/TLS/RTP/SAVPF 111 63 9 0 8 13 110 126
        \(transport(0))
        a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level
        a=extmap:2 http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time
        a=extmap:3 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01
        a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid
        a=sendonly
        a=msid:bc57d7ff-a695-4aa3-b860-7de2e4494fed 833dba34-201d-4710-b1ce-8273bf20a245
        a=rtcp-mux
        a=rtpmap:111 opus/48000/2
        a=rtcp-fb:111 transport-cc
        a=fmtp:111 minptime=10;useinbandfec=1
        a=rtpmap:63 red/48000/2
        a=fmtp:63 111/111
        a=rtpmap:9 G722/8000
        a=rtpmap:0 PCMU/8000
        a=rtpmap:8 PCMA/8000
        a=rtpmap:13 CN/8000
        a=rtpmap:110 telephone-event/48000
        a=rtpmap:126 telephone-event/8000
        m=video 9 UDP/TLS/RTP/SAVPF 96 97 98 99 100 101 102 103 104 105 106 107 35 36
        \(transport(1))
        \(extensions)
        a=sendonly
        a=msid:bc57d7ff-a695-4aa3-b860-7de2e4494fed 60b0fa57-6bd6-4ed5-8e8f-5c2f0f34a9ea
        a=rtcp-mux
        a=rtcp-rsize
        \(h264(96, 97, "640c1f"))
        \(h264(98, 99, "42e01f"))
        \(plain(100, 101, "VP8"))
        \(plain(102, 103, "VP9", "profile-id=0"))
        \(plain(104, 105, "H265"))
        \(plain(106, 107, "VP9", "profile-id=2"))
        \(plain(35, 36, "AV1", "level-idx=5;profile=0;tier=0"))
        a=rid:q send
        a=rid:h send
        a=rid:f send
        a=simulcast:send q;h;f
        """)
}
