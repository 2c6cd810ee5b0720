/**
 * Questions about a conference's view, answered once.
 *
 * @typedef {import("../../protocol/conference.js").ConferenceView} View
 */

/** @param {View} view @param {string|null|undefined} id */
export const delegationOf = (view, id) => view.delegations.find(({ seat }) => seat.id === id);

/** @param {View} view @param {string|null|undefined} id */
export const meetingOf = (view, id) => view.meetings.find((meeting) => meeting.id === id);

/** @param {View} view @param {string|null|undefined} id */
export const registrationOf = (view, id) => view.people.find(({ person }) => person.id === id);

/** @param {View} view @param {string} delegation */
export const peopleOf = (view, delegation) => view.people.filter(({ person }) => person.delegation === delegation);

/**
 * Where a meeting stands: in the timetable that is being worked on, or else in the published one.
 * @param {View} view @param {string} meeting
 * @returns {import("../../protocol/conference.js").Placement|undefined}
 */
export const placementOf = (view, meeting) =>
    view.placements?.find((each) => each.meeting === meeting) ?? (view.placements ? undefined : publishedOf(view, meeting));

/** @param {View} view @param {string} meeting */
export const publishedOf = (view, meeting) => view.published?.find((each) => each.meeting === meeting && !each.cancelled);

/**
 * The published meetings in which a delegation has a seat, in order of time.
 * @param {View} view @param {string} delegation
 */
export const publishedFor = (view, delegation) =>
    (view.published ?? [])
        .filter(({ meeting, cancelled }) => !cancelled && [...(meetingOf(view, meeting)?.table ?? []), ...(meetingOf(view, meeting)?.offstage ?? [])].includes(delegation))
        .sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0));

/** @type {readonly import("../../protocol/conference.js").Level[]} */
export const LEVELS = Object.freeze(["leaders", "ministers", "seniorOfficials", "working"]);

/** @type {readonly import("../../protocol/conference.js").Check[]} */
export const CHECKS = Object.freeze(["invited", "accredited", "lineTested", "rehearsed", "documents", "other"]);

/**
 * From nothing asked for to the worst.
 * @type {readonly import("../../protocol/conference.js").Readiness[]}
 */
export const READINESS = Object.freeze(["none", "ready", "open", "overdue", "failed"]);

/**
 * The worst of several.
 * @param {readonly import("../../protocol/conference.js").Readiness[]} all
 */
export const worst = (all) => all.reduce((found, each) => (READINESS.indexOf(each) > READINESS.indexOf(found) ? each : found), READINESS[0]);
