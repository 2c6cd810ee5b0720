/**
 * What a screen of the desk may ask and do. A screen is a module of `screens/` that exports `make`, which gets this.
 *
 * @typedef {object} Desk
 * @property {import("./store.js").Store} store
 * @property {import("./api.js").Api} api
 * @property {import("./notice-box.js").NoticeBox} box               what the reader should know
 * @property {import("./router.js").Router} router
 * @property {() => import("./state/clocks.js").Clocks} clocks     by the view of now
 * @property {() => number} now                                    ms since 1970
 * @property {(date: string) => Promise<import("../protocol/conference.js").FactsOnDate>} facts   who sits at which table on a day; throws a `Problem`
 * @property {() => void} forgetFacts                              they were changed: each day is asked for anew
 * @property {(error: unknown) => string} wordsOf                  of a refusal; what is none is thrown
 * @property {(command: Record<string, object>) => Promise<void>} command    done when the view shows it; throws a `Problem`
 * @property {(command: Record<string, object>) => Promise<boolean>} attempt   the same; a refusal is told in a notice
 * @property {(command: Record<string, object>) => Promise<string|null>} submit     the same; a refusal is its words, null where there is none
 * @property {(words: string, how?: {urgent?: boolean}) => void} notify        seen and heard
 * @property {(error: unknown) => void} refuse                     tells a refusal
 *
 * @typedef {object} Screen
 * @property {HTMLElement} element     holds one `h1` with `tabindex="-1"`: the focus begins there
 * @property {() => void} update       the view, the address or the language changed
 * @property {() => void} [tick]       a second passed
 * @property {() => void} [leave]      another screen comes
 * @property {() => string} [title]    of the thing that is shown
 *
 * @typedef {(desk: Desk) => Screen} Make
 */
export {};
