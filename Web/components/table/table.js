import { h, keyedList, setAttribute, setKey, setText, show } from "../../dom/elements.js";
import { bestGrid, places, stripRows } from "../../dom/grid.js";
import { icon } from "../../dom/icons.js";
import { Picture } from "../../dom/picture.js";
import { pick, t } from "../../i18n/catalogue.js";
import { date, day, differentDay, hourMinute } from "../../i18n/times.js";
import { clockFace, countdown } from "../../state/countdown.js";
import { cameraOff, isHeld, pictureOf } from "../../state/model.js";
import { chairSeat, coChairSeats, offStageCount, participantOf, seatOf, tableSeats } from "../../state/selectors.js";
import { tileQuality } from "../../state/slots.js";
import { drawPhoto, photoName } from "./photo.js";

/**
 * The table in order of precedence: a strip below the stage, the gallery of all heads, or the family photo. The same
 * tiles and the same videos in all three; only their arrangement changes.
 * @typedef {import("../../state/model.js").Model} Model
 * @typedef {import("../../protocol/messages.js").Seat} Seat
 * @typedef {{element: HTMLElement, picture: Picture, update: (seat: Seat, index: number) => void, tick: (now: number) => void}} Tile
 * @param {import("../../dom/context.js").Context} context
 */
export function createTable(context) {
    const title = h("h2", { class: "table-title" });
    const list = h("ul", { class: "tiles", testid: "table", tabindex: "0", tLabel: "table.label" });
    const offStage = h("p", { class: "off-stage figures", testid: "off-stage" });
    const save = h(
        "button", { type: "button", class: "button", testid: "save-photo", on: { click: () => void savePhoto() } },
        icon("download"), h("span", { t: "photo.save" }),
    );
    const element = h("section", { class: "table", tLabel: "table.label" }, title, list, offStage, save);
    /** @type {Model|null} */
    let model = null;
    const render = keyedList(list, (/** @type {Seat} */ seat) => seat.id, () => makeTile(() => model));
    /** @type {Map<string, Tile>} */
    let tiles = new Map();
    new ResizeObserver(arrange).observe(list);

    function arrange() {
        if (!model) return;
        const mode = arrangement(model);
        const { rows, tileWidth } = mode === "strip" ? strip() : pictures(mode === "photo" ? 20 : 12);
        setAttribute(element, "data-rows", rows.length);
        list.style.setProperty("--columns", String(rows[0]));
        list.style.setProperty("--tile", `${Math.max(tileWidth, 132)}px`);
        const quality = tileQuality(tileWidth * devicePixelRatio);
        if (quality !== model.ui.tiles) context.setInterface({ tiles: quality });
        const spots = places(rows);
        [...tiles.values()].forEach(({ element: { style } }, index) => {
            style.setProperty("--row", String(spots[index].row));
            style.setProperty("--column", String(spots[index].column));
        });
    }

    function strip() {
        const { scale, space } = measures();
        return { rows: stripRows(tiles.size, space.width - 6, { least: 84 * scale, gap: 8 * scale }), tileWidth: 0 };
    }

    /**
     * As large as they can be; smaller again if a long name then needs a second line.
     * @param {number} gap
     */
    function pictures(gap) {
        const { space } = measures();
        const fit = (/** @type {number} */ caption) => bestGrid(tiles.size, space.width - 8, space.height - 8, { ratio: 16 / 9, gap, caption });
        const first = fit(24);
        list.style.setProperty("--tile", `${Math.max(first.tileWidth, 132)}px`);
        const plates = [...list.querySelectorAll(".tile-plate")].map((plate) => plate.clientHeight);
        return fit(Math.max(24, ...plates) + 8);
    }

    function measures() {
        const scale = Number(getComputedStyle(document.documentElement).getPropertyValue("--scale")) || 1;
        return { scale, space: list.getBoundingClientRect() };
    }

    async function savePhoto() {
        if (!model) return;
        const { view } = model;
        const heads = tableSeats(view).map((seat) => ({
            name: pick(seat.name) || seat.id,
            video: liveVideo(tiles.get(seat.id)?.picture),
            flag: tiles.get(seat.id)?.picture.flag ?? null,
        }));
        const host = seatOf(view, view.meeting.host);
        const subtitle = date(context.serverNow(), host?.timeZone ?? undefined);
        const blob = await drawPhoto({ title: pick(view.meeting.title), subtitle, heads });
        const link = h("a", { href: URL.createObjectURL(blob), download: photoName(view.meeting.id) });
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    }

    return {
        element,
        /** @param {Model} next */
        update(next) {
            model = next;
            const { view, ui } = next;
            const seats = tableSeats(view);
            const mode = arrangement(next);
            setAttribute(element, "data-arrangement", mode);
            tiles = render(seats);
            setText(title, pick(view.meeting.title));
            const others = offStageCount(view);
            setText(offStage, t("table.offStage", { count: others }));
            show(offStage, others > 0);
            show(save, ui.mode === "photo");
            arrange();
            this.tick();
        },
        tick() {
            const now = context.serverNow();
            for (const tile of tiles.values()) tile.tick(now);
        },
    };
}

/** @param {Model} model @returns {"strip"|"gallery"|"photo"} */
const arrangement = ({ ui }) => (ui.mode === "gallery" || ui.mode === "photo" ? ui.mode : "strip");

/** @param {Picture|undefined} picture */
const liveVideo = (picture) => (picture?.element.dataset.picture === "live" ? picture.video : null);

const FLOOR_WORDS = Object.freeze({ intervention: "tile.floor", reply: "tile.reply", point: "tile.point" });

/** @param {() => Model|null} current @returns {Tile} */
function makeTile(current) {
    const picture = new Picture();
    const flag = h("img", { class: "flag", alt: "" });
    const name = h("span", { class: "tile-name" });
    const time = h("span", { class: "tile-time figures" });
    const chair = h("span", { class: "mark mark-chair", t: "tile.chair" });
    const raised = h("span", { class: "mark mark-flag figures" });
    const left = h("span", { class: "mark-time figures" });
    const speaksWords = h("span", {});
    const speaks = h("span", { class: "mark mark-floor" }, speaksWords, left);
    const muted = h("span", { class: "mark mark-muted" }, icon("microphoneOff"));
    const quality = h("span", { class: "quality" }, h("i"), h("i"), h("i"));
    const status = h("span", { class: "visually-hidden" });
    const marks = h("span", { class: "tile-marks", "aria-hidden": "true" }, chair, speaks, raised);
    const corner = h("span", { class: "tile-corner", "aria-hidden": "true" }, muted, quality);
    const plate = h("span", { class: "tile-plate" }, flag, name, time);
    const element = h("li", { class: "tile" }, h("div", { class: "tile-frame" }, picture.element, marks, corner), plate, status);
    /** @type {Seat|null} */
    let last = null;

    /** @param {number} now */
    function tick(now) {
        const floor = current()?.view.floor;
        if (floor && floor.seat === last?.id) {
            const { remaining, stage } = countdown(floor, now);
            setText(left, clockFace(remaining));
            setAttribute(speaks, "data-stage", stage);
        }
        if (!last?.timeZone) return setText(time, "");
        const there = hourMinute(now, last.timeZone);
        setText(time, there);
        const capital = pick(last.capital);
        const words = t("clock.place", { place: capital || last.timeZone, time: there });
        setAttribute(time, "title", differentDay(now, last.timeZone) ? `${words}, ${day(now, last.timeZone)}` : words);
    }

    return {
        element,
        picture,
        tick,
        update(seat) {
            const model = current();
            if (!model) return;
            last = seat;
            const { view, session } = model;
            const line = session.lines[seat.id];
            const place = view.speakers?.findIndex((each) => each.seat === seat.id) ?? -1;
            const holder = participantOf(view, seat.microphone);
            const present = Boolean(holder?.connected && holder.standing === "admitted");
            const hasFloor = view.floor?.seat === seat.id;
            const presides = chairSeat(view)?.id === seat.id;
            const silent = seat.muted || (hasFloor && holder?.microphoneOn === false);
            picture.update({
                track: pictureOf(model, seat), flag: seat.flag ?? undefined, seat: seat.id, cameraOff: cameraOff(view, seat),
                held: isHeld(model, seat),
            });
            setAttribute(flag, "src", seat.flag ? `/flags/${seat.flag}.svg` : null);
            show(flag, Boolean(seat.flag));
            setText(name, pick(seat.name) || seat.id);
            setAttribute(element, "data-seat", seat.id);
            setAttribute(element, "data-present", present);
            setAttribute(element, "data-floor", hasFloor);
            setAttribute(element, "data-speaking", Boolean(line?.speaking));
            const together = coChairSeats(view);
            const chairs = presides || together.some((each) => each.id === seat.id);
            const chairKey = together.length === 0 ? "tile.chair" : presides ? "tile.presides" : "tile.coChair";
            setKey(chair, chairKey);
            setAttribute(chair, "data-presides", presides);
            show(chair, chairs);
            const floorKey = FLOOR_WORDS[view.floor?.kind ?? "intervention"];
            setKey(speaksWords, floorKey);
            show(speaks, hasFloor);
            show(raised, place >= 0);
            setText(raised, t("tile.flag", { number: place + 1 }));
            show(muted, Boolean(silent));
            const grade = present ? (line?.quality ?? "unknown") : "absent";
            setAttribute(quality, "data-quality", grade);
            const words = [
                chairs && t(chairKey), hasFloor && t(floorKey), place >= 0 && t("tile.flagLong", { number: place + 1 }),
                silent && t("tile.muted"), t(`quality.${grade}`),
            ].filter(Boolean);
            setText(status, words.join(", "));
            setAttribute(corner, "title", t(`quality.${grade}`));
        },
    };
}
