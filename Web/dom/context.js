/**
 * What a component may do and ask. Components get it when they are made; they never import one another.
 *
 * @typedef {object} Context
 * @property {(command: import("../protocol/messages.js").Command) => Promise<boolean>} command
 * @property {(change: Partial<import("../state/model.js").Interface>) => void} setInterface
 * @property {(text: string) => Promise<boolean>} note
 * @property {(language: string) => void} setLanguage
 * @property {(words: string) => void} say     to screen readers
 * @property {() => number} serverNow     ms since 1970
 * @property {() => string} meeting     its id
 * @property {import("../media/room-media.js").RoomMedia} media
 */
export {};
