/**
 * Texts as the server tells them (docs/protocol.md, section 9).
 *
 * @typedef {Record<string, string>} Texts
 * @typedef {{heading: {level: number}}|{preambular: {}}|{operative: {}}|{sub: {level: number}}|{plain: {}}|{annex: {}}|{footnote: {}}} Kind
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
 * @property {{silenceSeconds: number, silencePassesUnconfirmed: boolean, silenceGraceSeconds: number, decidesWithBrackets: boolean}} rules
 *
 * @typedef {object} ParagraphView
 * @property {string} id
 * @property {Kind} kind
 * @property {string} number
 * @property {Standing} standing
 * @property {string[]} waiting
 * @property {Record<string, string>} confirmations
 * @property {string} [anchor]                 of a footnote: the paragraph in which its mark stands
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
 * @property {string} [into]
 * @property {string} [setAside]
 *
 * @typedef {{id: string, paragraph: string, stretch?: {first: string, last: string}, delegation?: string, words: string, isResolved: boolean}} CommentView
 * @typedef {{id: string, name: Texts, paragraphs: string[]}} PackageView
 * @typedef {{paragraphs: number, clean: number, brackets: number, placeholders: number, proposals: number}} Counts
 * @typedef {{name: string, act: number, at: string, cutOff?: string, stood: Counts}} RevisionView
 * @typedef {{id: string, kind: Kind, words: string}} RemovedView
 * @typedef {{brackets: string[], proposals: string[], paragraphs: string[], placeholders: string[]}} Held
 * @typedef {object} CitationView
 * @property {string} id
 * @property {string} paragraph
 * @property {{first: string, last: string}} stretch
 * @property {{text?: {id: string, paragraph: string, act: number}, document?: {symbol: string, place: string}}} source
 * @property {string} words           as the source has them
 * @property {string} [delegation]
 * @property {boolean} isVerbatim     false: they were changed since
 *
 * @typedef {object} TranslationView
 * @property {number} sequence
 * @property {{paragraph: string, words: string, isOfficial: boolean, of: number, act: number, isOutOfDate: boolean}[]} paragraphs
 *
 * @typedef {object} DraftView                what a delegation prepares among its own people
 * @property {string} id
 * @property {"open"|"discarded"|"tabled"} state
 * @property {string} [proposal]
 * @property {{change: Record<string, any>, seen: number, reason: string, by: string, at: string}[]} versions    the newest last
 * @property {{words: string, by: string, at: string}[]} remarks
 *
 *
 * @typedef {object} Convergence
 * @property {number} paragraphs
 * @property {number} clean
 * @property {number} brackets
 * @property {number} placeholders
 * @property {number} proposals
 * @property {Record<string, Held>} held
 *
 * @typedef {"negotiated"|"final"|"silence"|"deferred"|"awaiting"|"decided"} TextStanding
 * @typedef {{meeting: {id: string, number: number, present: string[]}}|{silence: {act: number}}|{chair: {}}} Manner
 * @typedef {{act: number, verb?: string, manner: Manner, version: {act: number, digest: string}, parties: string[], apart: string[], waiting: string[],
 *   confirmations: Record<string, string>, at: string}} Decision
 * @typedef {{meeting: string, number: number, delegation: string, name: string, reason: string, at: string}} Declined
 * @typedef {{at: string, from: {body?: string, meeting?: string, agendaItem?: number, chair: string, delegations: string[]}, reason: string}} Referred
 * @typedef {{kept: {}}|{broken: {by: string, reason: string}}|{undelivered: {to: string[]}}|{withdrawn: {reason: string}}} SilenceOutcome
 * @typedef {{act: number, verb: string, began: string, until: string, extensions: {at: string, until: string, reason: string}[],
 *   receipts: Record<string, {delivered?: string, opened?: string, person?: string}>, unconfirmed: string[], outcome?: SilenceOutcome,
 *   ended?: string, endAct?: number}} Silence      `endAct`: with which it was over
 * @typedef {{id: string, kind: string, delegation: string, paragraph?: string, words: string, isWithdrawn: boolean}} StatementView
 * @typedef {{id: string, paragraph: string, words: string, replacement: string, reason: string, at: string}} CorrigendumView
 *
 * @typedef {object} CourseView         how far a text is on its way to its decision
 * @property {TextStanding} standing
 * @property {{act: number, digest: string}} [version]
 * @property {{reason: string, until?: string}} [deferral]
 * @property {Silence} [silence]
 * @property {Decision} [decision]
 * @property {Silence[]} silences
 * @property {Decision[]} earlierDecisions
 * @property {Declined[]} declined        what capitals did not confirm
 * @property {Referred[]} referrals       where it came from, level by level
 * @property {string} [symbol]
 *
 * @typedef {object} TextView
 * @property {TextFacts} text
 * @property {ParagraphView[]} paragraphs
 * @property {RemovedView[]} removed
 * @property {string[]} discussion             the discussion is at the last
 * @property {BracketView[]} brackets
 * @property {PlaceholderView[]} placeholders
 * @property {ProposalView[]} proposals
 * @property {CommentView[]} comments
 * @property {CitationView[]} citations
 * @property {string[]} languages
 * @property {PackageView[]} packages
 * @property {RevisionView[]} revisions
 * @property {CourseView} course
 * @property {StatementView[]} statements
 * @property {CorrigendumView[]} corrigenda
 * @property {Convergence} convergence
 * @property {Record<string, {number: number, act: number}>} stamps
 *
 * @typedef {{author: string, delegation?: string, isSecretariat: boolean, holdsPen: boolean, presides: boolean}} You
 * @typedef {{at: string, by: string, event: string, proposal?: string, name?: Texts, delegation?: string}} Act
 * @typedef {{text: TextFacts, sequence: number, revision?: string, convergence: Convergence, standing: TextStanding, silence?: number}} TextSummary
 *
 * @typedef {Partial<TextView> & {sequence: number, at: string, by: string, event?: any, order?: {id: string, number: string}[],
 *   edited?: {paragraph: string, edits: any[], stamp?: {device: string, number: number}},
 *   verbatim?: {id: string, isVerbatim: boolean}[]}} TextChange
 *
 * @typedef {object} ComparedParagraph
 * @property {string} id
 * @property {"same"|"changed"|"added"|"removed"|"moved"} fate
 * @property {string} [numberBefore]
 * @property {string} [numberAfter]
 * @property {{fate: "same"|"added"|"removed", act?: number, words?: string, open?: string, close?: string, placeholder?: string, footnote?: string}[]} pieces
 */
export {};
