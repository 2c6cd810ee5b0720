// Runs in every page the tests open, before the page's own scripts: remembers the page's peer connections, and can
// publish by WHIP, receive by WHEP, count what is decoded and name the pitch that is heard.
(() => {
  if (window.harness) return;

  const connections = [];
  const arrivals = [];
  const Native = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Native {
    constructor(...settings) {
      super(...settings);
      connections.push(this);
      // A received track is muted until its first packet.
      this.addEventListener("track", ({ track }) => track.addEventListener("unmute", () => arrivals.push(realNow())));
    }
  };

  // A visitor whose clock is wrong: `harnessShift` milliseconds. The true time stays known to the harness.
  const realNow = Date.now.bind(Date);
  if (window.harnessShift) {
    Date.now = () => realNow() + window.harnessShift;
    Object.defineProperty(performance, "timeOrigin", { value: performance.timeOrigin + window.harnessShift });
  }

  // The fake microphones are steady tones, which noise suppression would rightly take away. Where several visitors
  // share a browser process, `harnessTone` (Hz) gives each a voice of its own. The fake cameras are small and slow: with
  // several browsers on one machine it is their encoders that fill it. `harnessVideo` asks for something else.
  const devices = navigator.mediaDevices;
  if (devices) {
    const original = devices.getUserMedia.bind(devices);
    devices.getUserMedia = async (wanted = {}) => {
      const plain = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
      const audio = wanted.audio ? { ...(typeof wanted.audio === "object" ? wanted.audio : {}), ...plain } : wanted.audio;
      const video = wanted.video ? { ...(typeof wanted.video === "object" ? wanted.video : {}), width: 640, height: 360, frameRate: 10, ...window.harnessVideo } : wanted.video;
      const stream = await original({ ...wanted, audio, video });
      return window.harnessTone && wanted.audio ? withTone(stream, window.harnessTone) : stream;
    };
  }

  async function withTone(stream, frequency) {
    const context = new AudioContext();
    await context.resume();
    const voice = new OscillatorNode(context, { frequency });
    const out = context.createMediaStreamDestination();
    voice.connect(new GainNode(context, { gain: 0.3 })).connect(out);
    voice.start();
    for (const track of stream.getAudioTracks()) track.stop();
    return new MediaStream([...out.stream.getAudioTracks(), ...stream.getVideoTracks()]);
  }

  const players = new Map();

  /** Chromium decodes remote media only while something plays it. */
  function play(track) {
    if (players.has(track)) return;
    const element = document.createElement(track.kind);
    Object.assign(element, { muted: true, srcObject: new MediaStream([track]) });
    element.play().catch(() => {});
    players.set(track, element);
  }

  /** Records a track, and gives its samples: 12 kHz, mono, 16 bits little-endian, base64. Needs no audio device. */
  async function record(track, milliseconds) {
    play(track);
    const recorder = new MediaRecorder(new MediaStream([track]));
    const parts = [];
    recorder.ondataavailable = ({ data }) => parts.push(data);
    const stopped = new Promise((resolve) => {
      recorder.onstop = resolve;
      recorder.onerror = resolve;
    });
    recorder.start();
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    if (recorder.state !== "inactive") recorder.stop();
    await stopped;
    const file = await new Blob(parts).arrayBuffer();
    if (!file.byteLength) return "";
    let samples;
    try {
      samples = (await new OfflineAudioContext(1, 1, 12000).decodeAudioData(file)).getChannelData(0);
    } catch {
      return "";  // a header without a single frame: nothing was heard
    }
    const bytes = new Uint8Array(Int16Array.from(samples, (value) => 32767 * Math.max(-1, Math.min(1, value))).buffer);
    let text = "";
    for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
    return btoa(text);
  }

  const live = (index) => (index === undefined || index === null ? connections : [connections[index]])
    .filter((connection) => connection.connectionState !== "closed")
    .flatMap((connection) => connection.getTransceivers()
      .filter(({ currentDirection }) => currentDirection === "recvonly" || currentDirection === "sendrecv")
      .map(({ mid, receiver }) => ({ mid, receiver, connection })));

  async function exchange(connection, url, token) {
    await connection.setLocalDescription();
    await gathered(connection);
    const answer = await fetch(url, {
      method: "POST", body: connection.localDescription.sdp,
      headers: { "Content-Type": "application/sdp", Authorization: `Bearer ${token}` },
    });
    if (answer.status !== 201) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
    connection.resource = new URL(answer.headers.get("Location"), url).href;
    connection.answer = await answer.text();
    await connection.setRemoteDescription({ type: "answer", sdp: connection.answer });
  }

  const gathered = (connection) => connection.iceGatheringState === "complete" ? null : new Promise((resolve) => {
    connection.addEventListener("icegatheringstatechange", () => connection.iceGatheringState === "complete" && resolve());
    setTimeout(resolve, 3000);
  });

  window.harness = {
    connections,
    realNow,
    /** When each received track began (again) to get packets, milliseconds. */
    arrivals,

    /** WHIP: this browser's fake camera and microphone. `codec`: a MIME type to prefer, e.g. video/VP8; `mode`: a scalability mode. */
    async publish({ url, token, codec = "video/VP8", width = 320, height = 240, mode, bitrate }) {
      const stream = await devices.getUserMedia({ audio: true, video: { width, height, frameRate: 10 } });
      const connection = new RTCPeerConnection();
      for (const track of stream.getTracks()) {
        const layered = mode && track.kind === "video";
        const transceiver = connection.addTransceiver(track, {
          direction: "sendonly", streams: [stream],
          ...(layered ? { sendEncodings: [{ scalabilityMode: mode, maxBitrate: bitrate }] } : {}),
        });
        if (track.kind === "video" && codec) {
          const all = RTCRtpSender.getCapabilities("video").codecs;
          const first = all.filter((each) => each.mimeType.toLowerCase() === codec.toLowerCase());
          if (!first.length) throw new Error(`no ${codec} in this browser`);
          transceiver.setCodecPreferences([...first, ...all.filter((each) => /rtx/i.test(each.mimeType))]);
        }
      }
      await exchange(connection, url, token);
      // Layers are asked for at their size, not at what a browser that begins carefully makes of it.
      for (const { sender } of mode ? connection.getTransceivers() : []) {
        await sender.setParameters({ ...sender.getParameters(), degradationPreference: "maintain-resolution" });
      }
      return connections.indexOf(connection);
    },

    /** WHEP: `audio` and `video` recvonly m-lines. `descriptors`: asks for the dependency descriptor, as the page does. */
    async receive({ url, token, audio = 1, video = 1, descriptors = false }) {
      const connection = new RTCPeerConnection();
      for (let line = 0; line < audio; line += 1) connection.addTransceiver("audio", { direction: "recvonly" });
      for (let line = 0; line < video; line += 1) {
        const transceiver = connection.addTransceiver("video", { direction: "recvonly" });
        if (!descriptors) continue;
        const isDescriptor = ({ uri }) => uri.endsWith("#dependency-descriptor-rtp-header-extension");
        transceiver.setHeaderExtensionsToNegotiate(transceiver.getHeaderExtensionsToNegotiate()
          .map((each) => isDescriptor(each) ? { ...each, direction: "sendrecv" } : each));
      }
      await exchange(connection, url, token);
      for (const { receiver } of connection.getTransceivers()) play(receiver.track);
      return connections.indexOf(connection);
    },

    /** Every receiver of one connection (or of all): what it got and decoded so far. */
    async received(index) {
      const result = [];
      for (const { mid, receiver, connection } of live(index)) {
        let inbound = {};
        const report = await receiver.getStats();
        for (const entry of report.values()) if (entry.type === "inbound-rtp") inbound = entry;
        result.push({
          mid, kind: receiver.track.kind, state: connection.connectionState, connection: connections.indexOf(connection),
          packets: inbound.packetsReceived ?? 0, frames: inbound.framesDecoded ?? 0,
          dropped: inbound.framesDropped ?? 0, freezes: inbound.freezeCount ?? 0, lost: inbound.packetsLost ?? 0,
          keyframes: inbound.keyFramesDecoded ?? 0, pli: inbound.pliCount ?? 0, nacks: inbound.nackCount ?? 0,
          received: inbound.framesReceived ?? 0,
          width: inbound.frameWidth ?? 0, height: inbound.frameHeight ?? 0, codec: report.get(inbound.codecId)?.mimeType,
        });
      }
      return result;
    },

    /** The sound of every audio receiver of one connection (or of all), recorded at the same time. */
    listen({ index, milliseconds = 1000 } = {}) {
      const audio = live(index).filter(({ receiver }) => receiver.track.kind === "audio");
      return Promise.all(audio.map(async ({ mid, receiver, connection }) => ({
        mid, connection: connections.indexOf(connection), samples: await record(receiver.track, milliseconds),
      })));
    },

    /** What one connection sends. */
    async sent(index) {
      const result = [];
      for (const entry of (await connections[index].getStats()).values()) {
        if (entry.type === "outbound-rtp") result.push({ kind: entry.kind, packets: entry.packetsSent, frames: entry.framesEncoded, rid: entry.rid });
      }
      return { state: connections[index].connectionState, streams: result };
    },

    /** ICE restart by PATCH (RFC 9725, section 4.3.2); true if both ends go on with new credentials. */
    async restart({ index, token }) {
      const connection = connections[index];
      const credentials = (text) => ["ice-ufrag", "ice-pwd"].map((name) => text.match(new RegExp(`a=${name}:.+`))[0].trim());
      const [before, theirs] = [connection.localDescription.sdp, connection.answer].map(credentials);
      await connection.setLocalDescription(await connection.createOffer({ iceRestart: true }));
      await gathered(connection);
      const own = credentials(connection.localDescription.sdp);
      const answer = await fetch(connection.resource, {
        method: "PATCH", body: own.map((line) => `${line}\r\n`).join(""),
        headers: { "Content-Type": "application/trickle-ice-sdpfrag", "If-Match": "*", Authorization: `Bearer ${token}` },
      });
      if (answer.status !== 200) throw new Error(`${connection.resource}: ${answer.status} ${await answer.text()}`);
      const fresh = credentials(await answer.text());
      theirs.forEach((line, which) => { connection.answer = connection.answer.replaceAll(line, fresh[which]); });
      await connection.setRemoteDescription({ type: "answer", sdp: connection.answer });
      return own[0] !== before[0] && fresh[0] !== theirs[0];
    },

    /** The connection's transport, as the browser counts it. */
    async transport(index) {
      for (const entry of (await connections[index].getStats()).values()) {
        if (entry.type === "transport") return { dtls: entry.dtlsState, ice: entry.iceState, fragment: entry.iceLocalUsernameFragment };
      }
      return null;
    },

    /** The way of every open connection, as the browser says it: both candidates of the pair in use. */
    async paths() {
      const result = [];
      for (const connection of connections) {
        if (connection.connectionState !== "connected") continue;
        const stats = await connection.getStats();
        const all = [...stats.values()];
        const pair = stats.get(all.find((entry) => entry.selectedCandidatePairId)?.selectedCandidatePairId)
          ?? all.find((entry) => entry.type === "candidate-pair" && (entry.selected || entry.nominated));
        const [local, remote] = [stats.get(pair?.localCandidateId), stats.get(pair?.remoteCandidateId)];
        if (!local || !remote) continue;
        result.push({
          kind: local.candidateType, protocol: local.protocol, relay: local.relayProtocol ?? null,
          remote: remote.address ?? remote.ip, port: remote.port,
        });
      }
      return result;
    },

    close(index) {
      connections[index].close();
    },
  };
})();
