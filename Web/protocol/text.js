/**
 * Texts as the server tells them (docs/protocol.md, section 9).
 *
 * @typedef {Record<string, string>} Texts
 * @typedef {{heading: {level: number}}|{preambular: {}}|{operative: {}}|{sub: {level: number}}|{plain: {}}|{annex: {}}} Kind
 * @typedef {"open"|"underDiscussion"|"agreedAdReferendum"|"agreed"} Standing
 * @typedef {{delegation: {seat: string}}|{secretariat: {}}} Pen
 *
 * @typedef {object} TextFacts
 * @property {string} id
 * @property {string} conference
 * @property {string} type
 * @property {Texts} title
 * @property {string} [body]
 * @property {string} [meeting]
 * @property {number} [agendaItem]
 * @property {Pen} pen
 * @property {string} chair
 * @property {string[]} delegations
 * @property {"resolution"|"plain"|"none"} numbering
 *
 * @typedef {object} ParagraphView
 * @property {string} id
 * @property {Kind} kind
 * @property {string} number
 * @property {Standing} standing
 * @property {string[]} waiting
 * @property {Record<string, string>} confirmations
 * @property {string} [alternativeTo]
 * @property {string[]} supporters
 * @property {boolean} isSettled
 * @property {any[]} runs
 *
 * @typedef {{id: string, paragraph: string, wanting: string[], opposing: string[]}} BracketView
 * @typedef {{id: string, paragraph: string, subject: string, owner?: string, due?: string}} PlaceholderView
 *
 * @typedef {object} ProposalView
 * @property {string} id
 * @property {Record<string, any>} change      one member, named as what it asks for
 * @property {number} seen
 * @property {string[]} sponsors
 * @property {string[]} supporting
 * @property {string[]} opposing
 * @property {string} reason
 * @property {"tabled"|"withdrawn"|"accepted"|"bracketed"|"merged"|"setAside"} state
 * @property {string} [setAside]
 *
 * @typedef {{id: string, paragraph: string, delegation?: string, words: string, isResolved: boolean}} CommentView
 * @typedef {{name: string, act: number, at: string, cutOff?: string}} RevisionView
 *
 * @typedef {object} Convergence
 * @property {number} paragraphs
 * @property {number} clean
 * @property {number} brackets
 * @property {number} placeholders
 * @property {number} proposals
 * @property {Record<string, {brackets: string[], proposals: string[], paragraphs: string[], placeholders: string[]}>} held
 *
 * @typedef {object} TextView
 * @property {TextFacts} text
 * @property {ParagraphView[]} paragraphs
 * @property {BracketView[]} brackets
 * @property {PlaceholderView[]} placeholders
 * @property {ProposalView[]} proposals
 * @property {CommentView[]} comments
 * @property {{id: string, name: Texts, paragraphs: string[]}[]} packages
 * @property {RevisionView[]} revisions
 * @property {Convergence} convergence
 * @property {Record<string, {number: number, act: number}>} stamps
 *
 * @typedef {{author: string, delegation?: string, isSecretariat: boolean, holdsPen: boolean, presides: boolean}} You
 * @typedef {{text: TextFacts, sequence: number, revision?: string, convergence: Convergence}} TextSummary
 *
 * @typedef {Partial<TextView> & {sequence: number, at: string, by: string, event?: any, order?: {id: string, number: string}[],
 *   edited?: {paragraph: string, edits: any[], stamp?: {device: string, number: number}}}} TextChange
 *
 * @typedef {object} ComparedParagraph
 * @property {string} id
 * @property {"same"|"changed"|"added"|"removed"|"moved"} fate
 * @property {string} [numberBefore]
 * @property {string} [numberAfter]
 * @property {{fate: "same"|"added"|"removed", act?: number, words?: string, open?: string, close?: string, placeholder?: string}[]} pieces
 */
export {};
