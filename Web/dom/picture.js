import { h, setAttribute, show } from "./elements.js";

/**
 * A moving picture, or the flag of the country while there is none. The video element stays for good; only the track
 * in it changes.
 */
export class Picture {
    /** @param {{testid?: string}} [options] */
    constructor(options = {}) {
        this.video = h("video", { class: "picture-video", testid: options.testid, playsinline: true, "aria-hidden": "true" });
        this.video.muted = true;
        this.video.autoplay = true;
        this.flag = h("img", { class: "picture-flag", alt: "" });
        this.heldBack = h(
            "p", { class: "picture-held", hidden: true },
            h("span", { class: "picture-held-long", t: "picture.held" }), h("span", { class: "picture-held-short", t: "picture.paused" }),
        );
        this.element = h("div", { class: "picture" }, this.flag, this.video, this.heldBack);
        /** @type {MediaStreamTrack|null} */
        this.track = null;
        this.frames = 0;
        /** When the last new frame was seen, by performance.now(). */
        this.freshAt = -Infinity;
        this.cameraOff = false;
        this.held = false;
        this.video.addEventListener("loadeddata", () => this.#seen());
        pictures.add(new WeakRef(this));
    }

    /**
     * @param {{track: MediaStreamTrack|null, flag: string|undefined, seat: string|undefined, cameraOff?: boolean, held?: boolean}} what
     *   `held`: the line to this device does not carry the picture
     */
    update({ track, flag, seat, cameraOff = false, held = false }) {
        setAttribute(this.element, "data-seat", seat);
        setAttribute(this.flag, "src", flag ? `/flags/${flag}.svg` : null);
        setAttribute(this.flag, "hidden", !flag);
        this.cameraOff = cameraOff;
        this.held = held;
        show(this.heldBack, held);
        if (track !== this.track) {
            this.track = track;
            this.frames = 0;
            this.freshAt = -Infinity;
            this.video.srcObject = track ? new MediaStream([track]) : null;
            if (track) this.video.play().catch(() => {});
        }
        this.look();
    }

    /** Looks whether frames still come. */
    look() {
        const frames = this.video.getVideoPlaybackQuality?.().totalVideoFrames ?? 0;
        if (frames !== this.frames) {
            this.frames = frames;
            this.#seen();
        }
        const stopped = performance.now() - this.freshAt > 2500;
        const shown = this.track !== null && this.freshAt > -Infinity && !((this.cameraOff || this.held) && stopped);
        setAttribute(this.element, "data-picture", shown ? "live" : "none");
    }

    #seen() {
        if (this.video.videoWidth > 0) this.freshAt = performance.now();
        if (this.element.dataset.picture !== "live" && this.freshAt > -Infinity) {
            setAttribute(this.element, "data-picture", "live");
        }
    }
}

/** @type {Set<WeakRef<Picture>>} */
const pictures = new Set();

/** Once a second: pictures whose frames have stopped. */
export function lookAtPictures() {
    for (const reference of pictures) {
        const picture = reference.deref();
        if (picture) picture.look();
        else pictures.delete(reference);
    }
}
