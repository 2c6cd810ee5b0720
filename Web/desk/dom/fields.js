import { h, setAttribute, setKey, setText, show } from "../../dom/elements.js";
import { LANGUAGES, t } from "../../i18n/catalogue.js";

/**
 * Fields with a label above, a hint below, and what is wrong with them beside them. Each is a value that is read and
 * written by `value`; `error` shows words, or takes them away.
 *
 * @template Value
 * @typedef {{element: HTMLElement, value: Value, error: (words: string|null) => void, focus: () => void}} Field
 */

/** @typedef {Record<string, string>} Texts */
/** @typedef {{t: string, testid: string, hint?: string, class?: string, optional?: boolean, on?: Record<string, (event: any) => void>}} FieldOptions */

let count = 0;

/**
 * @param {FieldOptions} options @param {HTMLInputElement|HTMLSelectElement|HTMLTextAreaElement} control
 * @returns {{element: HTMLElement, error: (words: string|null) => void, focus: () => void}}
 */
function framed(options, control) {
    count += 1;
    const id = `field-${count}`;
    control.id = id;
    control.dataset.testid = options.testid;
    const hint = options.hint ? h("span", { class: "form-hint", id: `${id}-hint`, t: options.hint }) : null;
    const problem = h("span", { class: "form-problem", id: `${id}-problem`, testid: `${options.testid}-problem` });
    problem.hidden = true;
    for (const [type, body] of Object.entries(options.on ?? {})) control.addEventListener(type, body);
    const label = h("label", { for: id, class: "form-label" }, h("span", { t: options.t }), options.optional && h("span", { class: "form-optional", t: "form.optional" }));
    const error = (/** @type {string|null} */ words) => {
        setText(problem, words ?? "");
        show(problem, words !== null);
        setAttribute(control, "aria-invalid", words !== null && "true");
        const described = [hint && hint.id, words !== null && problem.id].filter(Boolean).join(" ");
        setAttribute(control, "aria-describedby", described || null);
    };
    error(null);
    control.addEventListener("input", () => error(null));
    return { element: h("div", { class: `form-field ${options.class ?? ""}` }, label, control, hint, problem), error, focus: () => control.focus() };
}

/**
 * @param {FieldOptions & {type?: string, list?: string, maxlength?: number, min?: number|string, max?: number|string, step?: number, lang?: string, mono?: boolean}} options
 * @returns {Field<string> & {control: HTMLInputElement}}
 */
export function textField(options) {
    const { type = "text", list, maxlength, min, max, step, lang, mono } = options;
    const control = h("input", { class: `field ${mono ? "figures" : ""}`, type, list, maxlength, min, max, step, lang, autocomplete: "off" });
    const frame = framed(options, control);
    return {
        ...frame, control,
        get value() { return control.value.trim(); },
        // A space at the end is typed on the way to the next word.
        set value(value) { if (control.value.trim() !== value) control.value = value; },
    };
}

/**
 * @param {FieldOptions & {min?: number, max?: number, step?: number}} options
 * @returns {Field<number|null>}
 */
export function numberField(options) {
    const field = textField({ ...options, type: "number", class: `form-number ${options.class ?? ""}` });
    return {
        element: field.element, error: field.error, focus: field.focus,
        get value() { return field.value === "" ? null : Number(field.value); },
        set value(value) { field.value = value === null ? "" : String(value); },
    };
}

/**
 * @param {FieldOptions & {rows?: number}} options
 * @returns {Field<string>}
 */
export function longField(options) {
    const control = h("textarea", { class: "field", rows: options.rows ?? 4, autocomplete: "off", spellcheck: "false" });
    const frame = framed(options, control);
    return {
        ...frame,
        get value() { return control.value; },
        set value(value) { if (control.value !== value) control.value = value; },
    };
}

/**
 * @typedef {{value: string, words: string}} Option
 * @param {FieldOptions & {options: () => Option[]}} options  asked again at each `refresh`
 * @returns {Field<string> & {refresh: () => void}}
 */
export function selectField(options) {
    let wanted = "";
    // Before whoever hears of the choice asks for it to be drawn.
    const control = h("select", { class: "select", on: { change: ({ target }) => (wanted = target.value) } });
    const frame = framed(options, control);
    const refresh = () => fillSelect(control, options.options(), wanted);
    refresh();
    return {
        ...frame, refresh,
        get value() { return control.value; },
        set value(value) {
            wanted = value;
            refresh();
        },
    };
}

/**
 * Writes the choices of a select where they differ; a value that is not among them stands there as it is.
 * @param {HTMLSelectElement} select @param {Option[]} options @param {string} value
 */
export function fillSelect(select, options, value) {
    const all = options.some((each) => each.value === value) ? options : [{ value, words: value }, ...options];
    all.forEach(({ value, words }, index) => {
        const there = select.options[index];
        if (there) {
            if (there.value !== value) there.value = value;
            setText(there, words);
        } else select.append(h("option", { value }, words));
    });
    while (select.options.length > all.length) select.lastElementChild?.remove();
    if (select.value !== value) select.value = value;
}

/**
 * @param {FieldOptions} options
 * @returns {Field<boolean>}
 */
export function checkField(options) {
    const control = h("input", { type: "checkbox", testid: options.testid, on: options.on });
    const element = h("label", { class: `check form-check ${options.class ?? ""}` }, control, h("span", { t: options.t }));
    return {
        element, error() {}, focus: () => control.focus(),
        get value() { return control.checked; },
        set value(value) { control.checked = value; },
    };
}

/**
 * A text in each language; the first is needed, the others stand in for themselves.
 * @param {FieldOptions & {maxlength?: number, keys: Record<string, string>}} options `keys`: the label by language
 * @returns {Field<Texts>}
 */
export function textsField(options) {
    /** @type {[string, ReturnType<typeof textField>][]} */
    const fields = LANGUAGES.map((code) => [code, textField({ ...options, t: options.keys[code], testid: `${options.testid}-${code}`, lang: code, maxlength: options.maxlength ?? 300 })]);
    /** @type {Texts} what is there in further languages stays */
    let others = {};
    return {
        element: h("div", { class: "form-pair" }, ...fields.map(([, field]) => field.element)),
        error: (words) => fields[0][1].error(words),
        focus: () => fields[0][1].focus(),
        get value() { return { ...others, ...Object.fromEntries(fields.map(([code, field]) => [code, field.value])) }; },
        set value(value) {
            others = value;
            for (const [code, field] of fields) field.value = value[code] ?? "";
        },
    };
}

/**
 * A set of choices, all in sight.
 * @param {{t: string, testid: string, values: readonly string[], words: (value: string) => string, on?: () => void}} options
 * @returns {Field<string[]> & {refresh: () => void}}
 */
export function choicesField(options) {
    const parts = options.values.map((value) => {
        const control = h("input", { type: "checkbox", testid: `${options.testid}-${value}`, on: { change: () => options.on?.() } });
        const words = h("span");
        return { value, control, words, element: h("label", { class: "check form-check" }, control, words) };
    });
    const problem = h("span", { class: "form-problem" });
    problem.hidden = true;
    const refresh = () => parts.forEach(({ value, words }) => setText(words, options.words(value)));
    refresh();
    return {
        refresh,
        element: h("fieldset", { class: "form-choices" }, h("legend", { class: "form-label", t: options.t }), ...parts.map((part) => part.element), problem),
        error(words) {
            setText(problem, words ?? "");
            show(problem, words !== null);
        },
        focus: () => parts[0].control.focus(),
        get value() { return parts.filter(({ control }) => control.checked).map(({ value }) => value); },
        set value(value) { for (const part of parts) part.control.checked = value.includes(part.value); },
    };
}

/**
 * A form that sends once at a time, says what went wrong at its foot, and may be left.
 * @param {{class?: string, testid: string, send: string, run: () => Promise<string|null>, leave?: () => void, leaveKey?: string}} options
 *   `send`: key of the button's label; `run` returns what is wrong, or null
 * @param {(Node|null|false)[]} parts
 */
export function form({ class: extra = "", testid, send, run, leave, leaveKey = "form.cancel" }, ...parts) {
    const problem = h("p", { class: "form-problem", role: "alert", testid: `${testid}-problem` });
    problem.hidden = true;
    const submit = h("button", { type: "submit", class: "button button-primary", t: send, testid: `${testid}-send` });
    const element = h(
        "form", { class: `form ${extra}`, testid, novalidate: true, on: { submit: (event) => void sendOnce(event) } },
        ...parts, problem,
        h("div", { class: "row wrap form-acts" }, submit, leave && h("button", { type: "button", class: "button", t: leaveKey, testid: `${testid}-leave`, on: { click: leave } })),
    );
    let busy = false;
    /** @param {Event} event */
    async function sendOnce(event) {
        event.preventDefault();
        if (busy) return;
        busy = true;
        setAttribute(element, "data-pending", true);
        show(problem, false);
        try {
            const wrong = await run();
            setText(problem, wrong ?? "");
            show(problem, wrong !== null && wrong !== "");
        } finally {
            busy = false;
            setAttribute(element, "data-pending", false);
        }
    }
    return { element, setSend: (/** @type {string} */ key) => setKey(submit, key) };
}

/**
 * What is missing in a form, beside each of its fields; the first of them gets the focus.
 * @param {[field: {error: (words: string|null) => void, focus: () => void}, isWrong: boolean, key: string][]} checks
 * @returns {boolean} whether all is well
 */
export function checked(checks) {
    const wrong = checks.filter(([field, isWrong, key]) => {
        field.error(isWrong ? t(key) : null);
        return isWrong;
    });
    wrong[0]?.[0].focus();
    return wrong.length === 0;
}
