/**
 * The run of show: the script of a meeting on a clock. The same rules as `RunOfShow.schedule` of the server.
 *
 * @typedef {import("../../protocol/messages.js").Texts} Texts
 * @typedef {{id: string, seconds: number, what: Texts, who: string, screen: string, microphone: string,
 *   interpretation: string, photo: string}} Cue
 * @typedef {{cues: Cue[], begun: Record<string, string>, isRehearsal: boolean}} Run
 * @typedef {"done"|"skipped"|"now"|"ahead"} CueState
 * @typedef {{cue: Cue, planned: number, expected: number, state: CueState}} Line   times in ms since 1970
 */

/** Minutes from which on a script that is out of time is on another day. */
const ANOTHER_DAY = 720;

/**
 * What has begun when it began, the rest when it is to begin now: what runs late shifts all that follows, what runs
 * early as well. While a cue lasts longer than it should, the next one is expected now.
 * @param {Run} run @param {number} start of the meeting, as it is planned @param {number} now
 * @returns {Line[]}
 */
export function schedule(run, start, now) {
    const current = lastBegun(run);
    let planned = start;
    let expected = start;
    return run.cues.map((cue, index) => {
        const begun = begunAt(run, cue);
        if (begun !== null) expected = begun;
        // Nothing that has not begun can begin in the past, once the meeting runs.
        if (current >= 0 && index > current) expected = Math.max(expected, now);
        const line = { cue, planned, expected, state: stateOf(begun, index, current) };
        planned += cue.seconds * 1000;
        expected += cue.seconds * 1000;
        return line;
    });
}

/** @param {number|null} begun @param {number} index @param {number} current @returns {CueState} */
function stateOf(begun, index, current) {
    if (begun !== null) return index === current ? "now" : "done";
    return index < current ? "skipped" : "ahead";
}

/**
 * From when the script counts. A rehearsal is on another day than its meeting: it counts from where it was begun.
 * @param {Run} run @param {number|null} start of the meeting; null: it is not placed
 * @returns {number|null}
 */
export function startOfRun(run, start) {
    if (!run.isRehearsal && start !== null) return start;
    let before = 0;
    for (const cue of run.cues) {
        const begun = begunAt(run, cue);
        if (begun !== null) return begun - before;
        before += cue.seconds * 1000;
    }
    return run.isRehearsal ? null : start;
}

/** @param {readonly Line[]} lines */
export const currentLine = (lines) => lines.find((line) => line.state === "now") ?? null;

/**
 * What is begun by the one large button.
 * @param {readonly Line[]} lines
 */
export const nextLine = (lines) => lines.find((line) => line.state === "ahead") ?? null;

/**
 * How late the meeting is, in whole minutes; below 0 it is early. Before it begins it is neither.
 * @param {readonly Line[]} lines
 */
export function delayMinutes(lines) {
    const current = currentLine(lines);
    if (current === null) return 0;
    const line = nextLine(lines) ?? current;
    return Math.round((line.expected - line.planned) / 60_000);
}

/**
 * How late in words: the key of the catalogue, and the number that it needs.
 * @param {readonly Line[]} lines
 * @returns {{key: "show.late"|"show.early"|"show.onTime"|"show.otherDay", count: number}|null} null: it has not begun
 */
export function delayWords(lines) {
    if (currentLine(lines) === null) return null;
    const minutes = delayMinutes(lines);
    if (Math.abs(minutes) >= ANOTHER_DAY) return { key: "show.otherDay", count: 0 };
    return { key: minutes > 0 ? "show.late" : minutes < 0 ? "show.early" : "show.onTime", count: Math.abs(minutes) };
}

/**
 * How long the script lasts.
 * @param {readonly Cue[]} cues
 */
export const totalSeconds = (cues) => cues.reduce((sum, cue) => sum + cue.seconds, 0);

/** @param {Run} run */
function lastBegun(run) {
    for (let index = run.cues.length - 1; index >= 0; index--) if (begunAt(run, run.cues[index]) !== null) return index;
    return -1;
}

/** @param {Run} run @param {Cue} cue */
function begunAt(run, cue) {
    return Object.hasOwn(run.begun, cue.id) ? Date.parse(run.begun[cue.id]) : null;
}
