/**
 * Scripts to start from.
 *
 * @typedef {import("../../protocol/messages.js").Texts} Texts
 * @typedef {import("./show.js").Cue} Cue
 * @typedef {{what: Texts, seconds: number, who?: Texts, screen?: Texts, microphone?: Texts, interpretation?: Texts, photo?: Texts}} Step
 */

/** @type {(en: string, vi: string) => Texts} */
const words = (en, vi) => ({ en, vi });

const CHAIR = words("Chair", "Chủ tọa");
const ALL = words("All delegations", "Tất cả các đoàn");
const SECRETARIAT = words("Secretariat", "Ban thư ký");
const EMBLEM = words("Emblem", "Biểu trưng");
const GALLERY = words("Gallery", "Toàn cảnh");
const SPEAKER = words("Speaker", "Người phát biểu");
const TEXT = words("Text", "Văn kiện");
const SILENT = words("All off", "Tắt hết");
const FLOOR = words("Who has the floor", "Người được mời phát biểu");
const INTERPRETED = words("All booths", "Tất cả cabin");
const FAMILY = words("Family photo", "Ảnh chung");
const PRESS = words("Press", "Báo chí");

/**
 * Ends both.
 * @type {Step}
 */
const CLOSES = { what: words("The chair closes", "Chủ tọa bế mạc"), seconds: 180, who: CHAIR, screen: SPEAKER, microphone: CHAIR, interpretation: INTERPRETED };
/**
 * Begins both.
 * @type {Step}
 */
const LINES = { what: words("Lines and sound are checked", "Kiểm tra đường truyền và âm thanh"), seconds: 900, who: SECRETARIAT, screen: EMBLEM, microphone: SILENT, interpretation: INTERPRETED };

/** @type {Readonly<Record<"plenary"|"signing", readonly Step[]>>} */
export const TEMPLATES = Object.freeze({
    plenary: [
        LINES,
        { what: words("Family photo", "Chụp ảnh chung"), seconds: 300, who: ALL, screen: GALLERY, microphone: SILENT, photo: FAMILY },
        { what: words("The chair opens", "Chủ tọa khai mạc"), seconds: 60, who: CHAIR, screen: SPEAKER, microphone: CHAIR, interpretation: INTERPRETED },
        { what: words("Opening remarks of the chair", "Chủ tọa phát biểu khai mạc"), seconds: 420, who: CHAIR, screen: SPEAKER, microphone: CHAIR, interpretation: INTERPRETED, photo: PRESS },
        { what: words("The press leaves; the segment becomes restricted", "Báo chí rời phòng; chuyển sang phần hạn chế"), seconds: 120, who: SECRETARIAT, screen: EMBLEM, microphone: SILENT },
        { what: words("Adoption of the agenda", "Thông qua chương trình nghị sự"), seconds: 120, who: CHAIR, screen: SPEAKER, microphone: CHAIR, interpretation: INTERPRETED },
        { what: words("Interventions, in order of precedence", "Các đoàn phát biểu theo thứ tự lễ tân"), seconds: 3600, who: ALL, screen: SPEAKER, microphone: FLOOR, interpretation: INTERPRETED },
        { what: words("Outcome of the meeting", "Văn kiện kết quả"), seconds: 300, who: CHAIR, screen: TEXT, microphone: CHAIR, interpretation: INTERPRETED },
        CLOSES,
    ],
    signing: [
        LINES,
        { what: words("The text to be signed is announced", "Giới thiệu văn kiện sẽ ký"), seconds: 120, who: SECRETARIAT, screen: TEXT, microphone: SECRETARIAT, interpretation: INTERPRETED },
        { what: words("The signatories are invited", "Mời đại diện các bên ký"), seconds: 60, who: SECRETARIAT, screen: GALLERY, microphone: SECRETARIAT, interpretation: INTERPRETED },
        { what: words("Signing", "Lễ ký"), seconds: 300, who: ALL, screen: GALLERY, microphone: SILENT, photo: PRESS },
        { what: words("The signed copies are shown", "Giới thiệu các bản đã ký"), seconds: 120, who: ALL, screen: GALLERY, microphone: SILENT, photo: FAMILY },
        { what: words("Remarks of the chair", "Chủ tọa phát biểu"), seconds: 420, who: CHAIR, screen: SPEAKER, microphone: CHAIR, interpretation: INTERPRETED },
        CLOSES,
    ],
});

/**
 * The cues of a template. What happens is kept in all languages, the rest in that of whoever makes the script.
 * @param {readonly Step[]} steps @param {(texts: Texts|undefined) => string} pick @param {(index: number) => string} id
 * @returns {Cue[]}
 */
export const cuesOf = (steps, pick, id) =>
    steps.map(({ what, seconds, ...rest }, index) => ({
        id: id(index), seconds, what, who: pick(rest.who), screen: pick(rest.screen), microphone: pick(rest.microphone),
        interpretation: pick(rest.interpretation), photo: pick(rest.photo),
    }));
