/**
 * Documents as the server tells them (docs/protocol.md, section 14).
 *
 * @typedef {Record<string, string>} Texts
 * @typedef {{public: {}}|{delegations: {}}|{delegationPrivate: {seat: string}}|{chairOnly: {}}} AccessClass
 * @typedef {{until: {time: string}}|{untilReleased: {}}|{untilAdopted: {text?: string}}} Embargo without a text that is not for the reader
 * @typedef {{title: Texts, type: string, standing: import("./text.js").TextStanding, verb?: string, wasReferred: boolean, isSame: boolean}} AwaitedText
 * @typedef {"authentic"|"officialTranslation"|"unofficialTranslation"} Standing
 *
 * @typedef {object} DocumentVersion
 * @property {number} number
 * @property {string} language
 * @property {Standing} standing
 * @property {string} name
 * @property {string} mediaType
 * @property {number} size
 * @property {string} digest
 * @property {string} note
 * @property {string} at
 * @property {string} [by]
 * @property {boolean} isCurrent
 *
 * @typedef {object} DocumentView
 * @property {string} id
 * @property {string} symbol
 * @property {Texts} title
 * @property {string} [meeting]
 * @property {number} [agendaItem]
 * @property {AccessClass} access
 * @property {Embargo} [embargo]
 * @property {AwaitedText} [awaits]
 * @property {string} [owner]
 * @property {string} added
 * @property {string} [released]
 * @property {{reason: string, at: string}} [withdrawal]
 * @property {DocumentVersion[]} versions
 * @property {boolean} isKept
 * @property {boolean} isOpen
 * @property {string} [excerpt]
 *
 * @typedef {object} Library
 * @property {{isSecretariat: boolean, delegation: string|null}} you
 * @property {boolean} takesSubmissions
 * @property {DocumentView[]} documents
 *
 * @typedef {{symbol: string, title: Texts, meeting?: string, agendaItem?: number}} DocumentFacts
 */
export {};
