/**
 * The speaking time as everybody sees it: from the floor's beginning, without interruptions, and the server's clock, never from a local timer.
 *
 * @typedef {{remaining: number, share: number, stage: "running"|"closing"|"over"|"unlimited"}} Countdown
 *   remaining: whole seconds, negative when over (without a limit: seconds spoken); share: of the limit left, 0...1
 */

/** Seconds before the end from which the countdown warns. */
const CLOSING_SECONDS = 30;

/**
 * @param {import("../protocol/messages.js").Floor} floor
 * @param {number} serverNow ms since 1970
 * @returns {Countdown}
 */
export function countdown(floor, serverNow) {
    const elapsed = (floor.spokenMilliseconds ?? 0) + Math.max(0, serverNow - Date.parse(floor.since));
    if (!floor.limitSeconds) return { remaining: Math.floor(elapsed / 1000), share: 1, stage: "unlimited" };
    const limit = floor.limitSeconds * 1000;
    const left = limit - elapsed;
    const remaining = Math.ceil(left / 1000);
    const stage = remaining <= 0 ? "over" : remaining <= CLOSING_SECONDS ? "closing" : "running";
    return { remaining: remaining === 0 ? 0 : remaining, share: Math.max(0, Math.min(1, left / limit)), stage };
}

/**
 * `2:41`, and `−0:07` past the end.
 * @param {number} seconds @returns {string}
 */
export function clockFace(seconds) {
    const whole = Math.abs(Math.trunc(seconds));
    const hours = Math.floor(whole / 3600);
    const minutes = Math.floor((whole % 3600) / 60);
    const rest = String(whole % 60).padStart(2, "0");
    const face = hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
    return seconds < 0 ? `\u2212${face}` : face;
}
