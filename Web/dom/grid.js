/**
 * Pictures of one shape in rows that differ by one picture at most.
 *
 * @typedef {{rows: number[], tileWidth: number}} Grid   rows: how many pictures in each, the longest first
 */

/** With pictures nearly this large, the arrangement with fewer empty places is the better one. */
const NEARLY = 0.93;

/**
 * The arrangement in which `count` pictures are largest in a given space.
 *
 * @param {number} count @param {number} width @param {number} height of the space
 * @param {{ratio: number, gap: number, caption: number}} shape ratio: width by height of a picture; caption: below each
 * @returns {Grid}
 */
export function bestGrid(count, width, height, { ratio, gap, caption }) {
    const grids = Array.from({ length: Math.max(1, count) }, (_, index) => {
        const rows = evenRows(Math.max(1, count), index + 1);
        const byWidth = (width - gap * (rows[0] - 1)) / rows[0];
        const byHeight = ((height - gap * (rows.length - 1)) / rows.length - caption) * ratio;
        return { rows, tileWidth: Math.floor(Math.max(0, Math.min(byWidth, byHeight))) };
    });
    const largest = Math.max(...grids.map((each) => each.tileWidth));
    const good = grids.filter((each) => each.tileWidth >= NEARLY * largest);
    return good.reduce((best, each) => (emptyPlaces(each) < emptyPlaces(best) ? each : best));
}

/**
 * As few rows as pictures of a least width allow.
 * @param {number} count @param {number} width of the space @param {{least: number, gap: number}} shape
 * @returns {number[]}
 */
export function stripRows(count, width, { least, gap }) {
    const fit = Math.max(1, Math.floor((width + gap) / (least + gap)));
    return evenRows(Math.max(1, count), Math.ceil(Math.max(1, count) / fit));
}

/** @param {number} count @param {number} rows @returns {number[]} */
export function evenRows(count, rows) {
    const base = Math.floor(count / rows);
    const more = count % rows;
    return Array.from({ length: rows }, (_, row) => base + (row < more ? 1 : 0)).filter((columns) => columns > 0);
}

/**
 * Where each picture stands in a grid of half columns, of which a picture takes two: so the shorter rows stand in the
 * middle.
 * @param {number[]} rows
 * @returns {{row: number, column: number}[]} counted from 1
 */
export const places = (rows) =>
    rows.flatMap((columns, row) =>
        Array.from({ length: columns }, (_, index) => ({ row: row + 1, column: rows[0] - columns + 2 * index + 1 })),
    );

/** @param {Grid} grid */
const emptyPlaces = ({ rows }) => rows.reduce((empty, columns) => empty + rows[0] - columns, 0);
