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
    /** @type {{rows: number[], width: number}} */
    let best = { rows: [count], width: 0 };
    for (let rows = 1; rows <= count; rows += 1) {
        const columns = Math.ceil(count / rows);
        const byWidth = (space.width - GAP * (columns - 1)) / columns;
        const byHeight = ((space.height - GAP * (rows - 1)) / rows - CAPTION) * (16 / 9);
        const width = Math.floor(Math.min(byWidth, byHeight));
        if (width > best.width) best = { rows: evenRows(count, rows), width };
    }
    const height = Math.floor((best.width * 9) / 16);
    const total = best.rows.length * (height + CAPTION) + (best.rows.length - 1) * GAP;
    const top = TITLE + Math.max(0, Math.floor((space.height - total) / 2));
    return best.rows.flatMap((columns, row) => {
        const left = Math.floor((WIDTH - columns * best.width - (columns - 1) * GAP) / 2);
        return Array.from({ length: columns }, (_, column) => ({
            x: left + column * (best.width + GAP), y: top + row * (height + CAPTION + GAP), width: best.width, height,
        }));
    });
}

/** @param {number} count @param {number} rows @returns {number[]} */
export function evenRows(count, rows) {
    const base = Math.floor(count / rows);
    const more = count % rows;
    return Array.from({ length: rows }, (_, row) => base + (row < more ? 1 : 0)).filter((columns) => columns > 0);
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
