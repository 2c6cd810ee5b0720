/**
 * What browser and server say to each other about a conference: the types of docs/protocol.md, section 8, and nothing else.
 * Times are RFC 3339 in UTC with milliseconds; dates are of the host's calendar.
 *
 * @typedef {import("./messages.js").Texts} Texts
 * @typedef {import("./messages.js").Role} Role
 * @typedef {import("./messages.js").Segment} Segment
 * @typedef {"working"|"seniorOfficials"|"ministers"|"leaders"} Level
 * @typedef {"headOfState"|"headOfGovernment"|"minister"|"deputyMinister"|"seniorOfficial"|"other"} Rank
 * @typedef {"invited"|"accredited"|"lineTested"|"rehearsed"|"documents"|"other"} Check
 * @typedef {"none"|"ready"|"open"|"overdue"|"failed"} Readiness
 * @typedef {"registered"|"approved"|"revoked"} Accreditation
 * @typedef {{from: string, to: string}} Interval
 *
 * @typedef {object} ConferenceFacts
 * @property {string} id
 * @property {Texts} title
 * @property {Texts} theme
 * @property {string} host          seat id
 * @property {string} timeZone
 * @property {string} firstDay      YYYY-MM-DD
 * @property {string} lastDay
 * @property {Texts|null} [venue]   null: online alone
 *
 * @typedef {object} AnnotatedItem
 * @property {Texts} title
 * @property {string|null} [lead]
 * @property {string[]} documents
 * @property {string|null} [action]
 * @property {number|null} [minutes]
 * @property {number|null} [speakingLimitSeconds]
 * @property {string[]} [speakers]   inscribed beforehand, in order
 *
 * @typedef {{segment: Segment, minutes: number, chair?: string|null}} PlannedSegment
 *
 * @typedef {object} Wishes
 * @property {"all"|"chairs"} attendance
 * @property {string[]} groups
 * @property {string[]} rooms
 * @property {string|null} [start]
 * @property {string|null} [earliest]
 * @property {string|null} [latest]
 * @property {string[]} preferredDays
 * @property {{from: string, to: string}|null} [preferredHours]
 *
 * @typedef {object} PlannedMeeting
 * @property {string} id
 * @property {Texts} title
 * @property {string|null} [format]
 * @property {Level} level
 * @property {string} chair
 * @property {string[]} coChairs
 * @property {number} length        minutes
 * @property {string[]} table       in order of precedence
 * @property {string[]} offstage    observers and guests
 * @property {AnnotatedItem[]} agenda
 * @property {PlannedSegment[]} segments
 * @property {string[]} feeds       meetings that it hands on to
 * @property {boolean} interpreted
 * @property {string} [orderReason] why the table stands otherwise than by protocol
 * @property {Wishes} [wishes]
 *
 * @typedef {object} DelegationSeat
 * @property {string} id
 * @property {Texts} name
 * @property {Texts} [title]
 * @property {string|null} [flag]
 * @property {Texts|null} [capital]
 * @property {string} timeZone
 * @property {"table"|"offstage"} [place]
 *
 * @typedef {object} Site
 * @property {string} id
 * @property {Texts} name
 * @property {string} timeZone
 * @property {boolean} inHall
 * @property {string} language
 * @property {string} equipment
 *
 * @typedef {object} Delegation
 * @property {DelegationSeat} seat
 * @property {string|null} [focalPoint]
 * @property {Site[]} [sites]                              secretariat and the delegation itself alone
 * @property {Partial<Record<Level, Interval[]>>} [freeHours]   likewise; a level that is not there: whenever the conference is
 * @property {string} [calendar]                           path
 *
 * @typedef {object} Person
 * @property {string} id
 * @property {string|null} [delegation]
 * @property {Role} role
 * @property {Rank|null} [rank]
 * @property {Texts} title
 * @property {Texts} name
 * @property {Level[]} levels
 * @property {boolean} inHall
 * @property {string} [email]
 *
 * @typedef {{person: Person, accreditation: Accreditation, calendar?: string}} Registration
 * @typedef {{meeting: string, start: string, room?: string|null, team?: string|null}} Placement   team: of interpreters
 * @typedef {Placement & {length: number, sequence: number, cancelled: boolean}} PublishedMeeting
 *
 * @typedef {object} Planning
 * @property {{date: string, from: string, to: string}[]} days
 * @property {number} grid          minutes
 * @property {{id: string, name: Texts}[]} rooms
 * @property {number} turnaround    minutes
 * @property {number} gap           minutes
 * @property {{teams: string[], rest: number}|null} [interpreters]
 * @property {{before: string, after: string, gap: number, reason: Texts}[]} order
 * @property {object|null} [lineTests]
 * @property {object} weights
 * @property {Record<string, number>} carried   minutes
 *
 * @typedef {object} Cue
 * @property {string} id
 * @property {number} seconds
 * @property {Texts} what
 * @property {string} who
 * @property {string} screen
 * @property {string} microphone
 * @property {string} interpretation
 * @property {string} photo
 *
 * @typedef {{cues: Cue[], begun: Record<string, string>, isRehearsal: boolean}} RunOfShow
 *
 * @typedef {object} ChecklistItem
 * @property {string} id
 * @property {Check} check
 * @property {string|null} [meeting]
 * @property {string|null} [delegation]
 * @property {string|null} [site]
 * @property {Texts} what
 * @property {string} owner
 * @property {string} due
 *
 * @typedef {{item: ChecklistItem, evidence: {passed: boolean, note: string, at: string}[], readiness: Readiness}} ChecklistEntry
 * @typedef {{from: string, offset: number}} ClockChange   offset in seconds, east positive
 *
 * @typedef {object} ConferenceView
 * @property {ConferenceFacts} conference
 * @property {{person: string|null, isSecretariat: boolean, delegation: string|null, isFocalPoint: boolean}} you
 * @property {PlannedMeeting[]} meetings
 * @property {Delegation[]} delegations
 * @property {Registration[]} people
 * @property {{id: string, name: Texts}[]} rooms       the venue's
 * @property {Planning} [planning]                     secretariat alone, as are the next two
 * @property {Placement[]} [placements]                the timetable being worked on
 * @property {boolean} [hasUnpublishedChanges]
 * @property {PublishedMeeting[]|null} [published]     null before the first
 * @property {Record<string, RunOfShow>} [runs]
 * @property {ChecklistEntry[]} [checklist]
 * @property {Record<string, Partial<Record<Check, Readiness>>>} [readiness]   by delegation
 * @property {Record<string, string[]>} [obstacles]    item ids by meeting; none: go
 * @property {Record<string, ClockChange[]>} clocks    by zone, ascending; the first holds for everything before the second
 *
 * @typedef {{id: string, title: Texts, firstDay: string, lastDay: string, sequence: number}} ConferenceSummary
 * @typedef {{id: string, title: Texts, summary: Texts, meetings: number, delegations: number}} ConferenceTemplate
 *
 * @typedef {{id: string, name: Texts, kind: string, flag?: string|null, capital?: Texts|null, timeZone?: string|null, languages: string[], title?: Texts}} Party
 *
 * @typedef {"precedence"|"speaking"|"signing"|"seating"} Order
 * @typedef {{since: string, until?: string|null}} Period   days, both among them; without an end: until further notice
 * @typedef {{author?: string|null, reason?: string|null, source?: string|null}} Grounds
 * @typedef {{format: string, order: Order, sequence: string[]} & Period & Grounds} OrderOverride
 *
 * @typedef {object} FormatOnDate
 * @property {string} id
 * @property {Texts} name
 * @property {string[]} table      in order of precedence
 * @property {string|null} [chair]
 * @property {string[]} coChairs
 * @property {Record<Exclude<Order, "precedence">, string[]>} orders
 * @property {OrderOverride[]} overrides
 *
 * @typedef {{partner: string, party: string, since: string, until?: string|null}} CoordinatorOnDate
 * @typedef {{on: string, parties: Party[], formats: FormatOnDate[], coordinators: CoordinatorOnDate[], levels: any[], ranks: any[], outcomes: any[]}} FactsOnDate
 *
 * @typedef {"member"|"partner"} Standing
 * @typedef {{party: string, standing: Standing} & Period & Grounds} Membership
 *
 * @typedef {object} FormatTerms
 * @property {string} id
 * @property {Texts} name
 * @property {string} since          its first meeting
 * @property {string|null} [core]    the format whose members are members here as well
 * @property {string|null} [chairedBy]
 * @property {boolean} coChaired
 * @property {Membership[]} memberships   its own, of all days
 *
 * @typedef {{party: string, turn?: string|null, isByRule: boolean} & Period & Grounds} ChairTerm   `turn`: whose turn the year counts as
 * @typedef {{partner: string, party: string} & Period & Grounds} CoordinatorTerm
 * @typedef {{on: string, formats: FormatTerms[], chairs: {group: string, terms: ChairTerm[]}[], coordinators: CoordinatorTerm[], overrides: OrderOverride[]}} FactsTerms
 *
 * @typedef {{type: "partyChanged", party: string, name?: Texts, capital?: Texts, timeZone?: string} & Grounds} PartyChanged
 * @typedef {{type: "membershipAdded", format: string} & Membership} MembershipAdded
 * @typedef {{type: "membershipEnded", format: string, party: string, until: string} & Grounds} MembershipEnded
 * @typedef {{type: "chairChanged", group: string, year: number, chair: string, turn: string} & Grounds} ChairChanged
 * @typedef {{type: "coordinatorNamed"} & CoordinatorTerm} CoordinatorNamed
 * @typedef {{type: "orderOverridden"} & OrderOverride} OrderOverridden
 * @typedef {PartyChanged|MembershipAdded|MembershipEnded|ChairChanged|CoordinatorNamed|OrderOverridden} FactsChange
 *
 * @typedef {{sequence: number, at: string, by: string, change: FactsChange, problem?: Texts|null}} RecordedChange   `problem`: why it does not count
 */
export {};
