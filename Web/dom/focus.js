/** A field is passed over: it would take in the single keys that are meant as shortcuts. */
const CONTROLS = "button, a[href], [tabindex]";

/**
 * The focus never falls into nothing: where what has it is about to vanish from the screen, the nearest control that is
 * left gets it, once everything is drawn and unless somebody else has taken it by then.
 * @param {Element} place about to be hidden, removed or arranged anew
 */
export function keepFocus(place) {
    const held = document.activeElement;
    if (held === null || held === document.body || !place.contains(held)) return;
    const near = around(held);
    queueMicrotask(() => {
        const now = document.activeElement;
        if (now !== null && now !== document.body && isDrawn(now)) return;
        for (const each of near) {
            const control = firstControl(each);
            if (control) return control.focus();
        }
    });
}

/**
 * All that stands around an element, the nearest first: at each step outwards what follows, then what is before.
 * @param {Element} element @returns {Element[]}
 */
export function around(element) {
    const parent = element.parentElement;
    if (parent === null) return [];
    const row = [...parent.children];
    const at = row.indexOf(element);
    return [...row.slice(at + 1), ...row.slice(0, at).reverse(), ...around(parent)];
}

/** @param {Element} element @returns {HTMLElement|undefined} itself, or the first one in it */
const firstControl = (element) =>
    /** @type {HTMLElement[]} */ ([element, ...element.querySelectorAll(CONTROLS)]).find(
        (each) => each.matches(CONTROLS) && isDrawn(each) && !each.matches(":disabled") && each.closest("[inert]") === null,
    );

/** @param {Element} element */
const isDrawn = (element) => element.getClientRects().length > 0;
