/**
 * The arrangement in which `count` pictures of one shape are largest in a given space.
 *
 * @param {number} count @param {number} width @param {number} height of the space
 * @param {{ratio: number, gap: number, caption: number}} shape ratio: width by height of a picture; caption: below each
 * @returns {{columns: number, rows: number, tileWidth: number}}
 */
export function bestGrid(count, width, height, { ratio, gap, caption }) {
    let best = { columns: 1, rows: Math.max(1, count), tileWidth: 0 };
    for (let columns = 1; columns <= Math.max(1, count); columns += 1) {
        const rows = Math.ceil(count / columns);
        const byWidth = (width - gap * (columns - 1)) / columns;
        const byHeight = ((height - gap * (rows - 1)) / rows - caption) * ratio;
        const tileWidth = Math.floor(Math.max(0, Math.min(byWidth, byHeight)));
        if (tileWidth > best.tileWidth) best = { columns, rows, tileWidth };
    }
    return best;
}
