import { bestGrid } from "../../dom/grid.js";

/**
 * The family photo as a picture file: 3840 x 2160, framed, names under the heads.
 *
 * @typedef {{x: number, y: number, width: number, height: number}} Box
 * @typedef {{name: string, video: HTMLVideoElement|null, flag: HTMLImageElement|null}} Head
 */

const WIDTH = 3840;
const HEIGHT = 2160;
const MARGIN = 120;
const GAP = 48;
const CAPTION = 84;
const TITLE = 200;

/**
 * Rows as even as possible; a shorter last row stands in the middle.
 * @param {number} count
 * @returns {Box[]} the pictures; each caption is below its box
 */
export function photoLayout(count) {
    const space = { width: WIDTH - 2 * MARGIN, height: HEIGHT - TITLE - MARGIN };
    const { rows, tileWidth: width } = bestGrid(count, space.width, space.height, { ratio: 16 / 9, gap: GAP, caption: CAPTION });
    const height = Math.floor((width * 9) / 16);
    const total = rows.length * (height + CAPTION) + (rows.length - 1) * GAP;
    const top = TITLE + Math.max(0, Math.floor((space.height - total) / 2));
    return rows.flatMap((columns, row) => {
        const left = Math.floor((WIDTH - columns * width - (columns - 1) * GAP) / 2);
        return Array.from({ length: columns }, (_, column) => ({
            x: left + column * (width + GAP), y: top + row * (height + CAPTION + GAP), width, height,
        }));
    });
}

/**
 * The part of a picture that fills a box of another shape.
 * @param {number} width @param {number} height @param {number} ratio of the box
 * @returns {Box}
 */
export function cover(width, height, ratio) {
    if (width / height > ratio) {
        const used = height * ratio;
        return { x: (width - used) / 2, y: 0, width: used, height };
    }
    const used = width / ratio;
    return { x: 0, y: (height - used) / 2, width, height: used };
}

/** @param {string} meeting id */
export const photoName = (meeting) => `family-photo-${meeting}.png`;

/**
 * @param {{title: string, subtitle: string, heads: Head[]}} what
 * @returns {Promise<Blob>} PNG
 */
export async function drawPhoto({ title, subtitle, heads }) {
    const canvas = document.createElement("canvas");
    canvas.width = WIDTH;
    canvas.height = HEIGHT;
    const pen = canvas.getContext("2d");
    if (!pen) throw new Error("no 2d canvas");
    const style = getComputedStyle(document.documentElement);
    const color = (/** @type {string} */ name) => style.getPropertyValue(name).trim();
    const font = style.getPropertyValue("--font");
    pen.fillStyle = color("--ground");
    pen.fillRect(0, 0, WIDTH, HEIGHT);
    pen.strokeStyle = color("--accent");
    pen.lineWidth = 4;
    pen.strokeRect(48, 48, WIDTH - 96, HEIGHT - 96);
    pen.fillStyle = color("--text");
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.font = `600 72px ${font}`;
    pen.fillText(title, WIDTH / 2, 108, WIDTH - 2 * MARGIN);
    pen.font = `400 40px ${font}`;
    pen.fillText(subtitle, WIDTH / 2, 170, WIDTH - 2 * MARGIN);
    photoLayout(heads.length).forEach((box, index) => drawHead(pen, box, heads[index], { font, color }));
    return new Promise((resolve, reject) =>
        canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png"),
    );
}

/**
 * @param {CanvasRenderingContext2D} pen @param {Box} box @param {Head} head
 * @param {{font: string, color: (name: string) => string}} style
 */
function drawHead(pen, box, head, { font, color }) {
    pen.fillStyle = color("--raised");
    pen.fillRect(box.x, box.y, box.width, box.height);
    if (head.video) {
        const part = cover(head.video.videoWidth, head.video.videoHeight, box.width / box.height);
        pen.drawImage(head.video, part.x, part.y, part.width, part.height, box.x, box.y, box.width, box.height);
    } else if (head.flag?.complete && head.flag.naturalWidth > 0) {
        const height = box.height / 3;
        const width = (height * 4) / 3;
        pen.drawImage(head.flag, box.x + (box.width - width) / 2, box.y + (box.height - height) / 2, width, height);
    }
    pen.fillStyle = color("--text");
    pen.font = `600 40px ${font}`;
    pen.fillText(head.name, box.x + box.width / 2, box.y + box.height + CAPTION / 2, box.width);
}
