"""Session descriptions of the load generator's peers: just enough SDP to be a correct WebRTC endpoint."""
import random
import re

MID = "urn:ietf:params:rtp-hdrext:sdes:mid"
CODECS = {
    "audio": ("111", ["rtpmap:111 opus/48000/2", "fmtp:111 minptime=10;useinbandfec=1"]),
    "video": ("96", ["rtpmap:96 VP8/90000", "rtcp-fb:96 nack", "rtcp-fb:96 nack pli", "rtcp-fb:96 ccm fir"]),
}


def describe(peer, sections, setup):
    """`sections`: (kind, mid, direction, ssrc or None) each; the generator's end is always the active one of DTLS."""
    lines = ["v=0", f"o=- {random.getrandbits(62)} 1 IN IP4 127.0.0.1", "s=-", "t=0 0",
             "a=group:BUNDLE " + " ".join(mid for _, mid, _, _ in sections)]
    for kind, mid, direction, ssrc in sections:
        payload, codec = CODECS[kind]
        lines += [f"m={kind} 9 UDP/TLS/RTP/SAVPF {payload}", "c=IN IP4 0.0.0.0",
                  f"a=candidate:1 1 udp 2130706431 {peer['address']} {peer['port']} typ host", "a=end-of-candidates",
                  f"a=ice-ufrag:{peer['ufrag']}", f"a=ice-pwd:{peer['password']}",
                  f"a=fingerprint:sha-256 {peer['fingerprint']}", f"a=setup:{setup}", f"a=mid:{mid}",
                  f"a={direction}", "a=rtcp-mux"]
        lines += ["a=" + line for line in codec]
        if ssrc is not None:
            lines += [f"a=ssrc:{ssrc} cname:load", f"a=msid:load load{mid}"]
    return "\r\n".join(lines) + "\r\n"


def transport(text):
    """What the generator needs of the other side's description: the first IPv4 candidate, credentials, fingerprint."""
    def first(pattern):
        found = re.search(pattern, text, re.M)
        if not found:
            raise RuntimeError(f"no {pattern} in the description:\n{text}")
        return found.group(1).strip()
    address, port = re.search(
        r"^a=candidate:\S+ 1 (?:udp|UDP) \d+ (\d+\.\d+\.\d+\.\d+) (\d+) typ host", text, re.M).groups()
    return {
        "address": address, "port": int(port), "ufrag": first(r"^a=ice-ufrag:(.*)$"), "password": first(r"^a=ice-pwd:(.*)$"),
        "fingerprint": first(r"^a=fingerprint:sha-256 (.*)$"),
    }


def payload_types(text):
    """The first payload type of each m-line."""
    return [int(number) for number in re.findall(r"^m=\w+ \d+ \S+ (\d+)", text, re.M)]
