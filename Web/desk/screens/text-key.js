/**
 * The keys of the drafting room that belong to no field (`components/text-keys` tells them).
 * @param {{isShown: () => boolean, isChosen: () => boolean, mayMove: () => boolean, next: (direction: 1|-1) => void, mark: () => void, who: () => void,
 *   note: () => void, leave: () => void, move: (direction: 1|-1) => void}} acts `mark`: of a caret that has just moved the page is told later
 */
export const makeTextKey = ({ isShown, isChosen, mayMove, next, mark, who, note, leave, move }) => (/** @type {KeyboardEvent} */ event) => {
    if (!isShown()) return;
    const isArrow = event.altKey && event.shiftKey && (event.key === "ArrowUp" || event.key === "ArrowDown");
    const isNote = (event.ctrlKey || event.metaKey) && event.altKey && event.code === "KeyF";
    if (event.key === "F8") next(event.shiftKey ? -1 : 1);
    else if (!isChosen()) return;
    else if (event.key === "F9" || isNote) {
        mark();
        (isNote ? note : who)();
    } else if (event.key === "Escape" && !event.isComposing) leave();
    else if (isArrow && mayMove()) move(event.key === "ArrowUp" ? -1 : 1);
    else return;
    event.preventDefault();
};
