/**
 * What runs at the same time stands side by side.
 *
 * @typedef {{id: string, from: number, to: number}} Span
 * @typedef {{column: number, columns: number}} Lane   counted from 0; columns: of all that hang together in time
 */

/**
 * @param {readonly Span[]} spans
 * @returns {Map<string, Lane>}
 */
export function sideBySide(spans) {
    const sorted = [...spans].sort((a, b) => a.from - b.from || b.to - a.to || (a.id < b.id ? -1 : 1));
    /** @type {Map<string, Lane>} */
    const lanes = new Map();
    /** @type {Span[]} */
    let group = [];
    /** @type {number[]} when each column is free again */
    let ends = [];
    let groupEnd = -Infinity;
    const close = () => {
        for (const span of group) {
            const lane = lanes.get(span.id);
            if (lane) lane.columns = ends.length;
        }
        group = [];
        ends = [];
        groupEnd = -Infinity;
    };
    for (const span of sorted) {
        if (span.from >= groupEnd) close();
        let column = ends.findIndex((end) => end <= span.from);
        if (column < 0) column = ends.length;
        ends[column] = span.to;
        groupEnd = Math.max(groupEnd, span.to);
        group.push(span);
        lanes.set(span.id, { column, columns: 1 });
    }
    close();
    return lanes;
}
