const KEY = "mufakat.follow";

/**
 * Whether one goes with the chair: the choice is kept on the device, and until there is one, whoever does not hold the pen goes along.
 * Who moves away stops following until they come back.
 */
export function makeTextFollowing() {
    let isAway = false;
    /** @type {string|null|undefined} where the discussion was last seen; undefined: nowhere yet */
    let seen;

    function kept() {
        try {
            return localStorage.getItem(KEY);
        } catch {
            return null;
        }
    }

    const following = {
        /** @param {boolean} holdsPen */
        isOn: (holdsPen) => !isAway && (kept() === null ? !holdsPen : kept() === "yes"),
        /** @param {boolean} isWanted */
        want(isWanted) {
            isAway = false;
            try {
                localStorage.setItem(KEY, isWanted ? "yes" : "no");
            } catch {
                isAway = !isWanted;
            }
        },
        /** One went to another paragraph. */
        moveAway() {
            isAway = true;
        },
        /** One is where the discussion is. */
        comeBack() {
            isAway = false;
        },
        /**
         * @param {string|null} point where the discussion is
         * @returns {boolean} whether it went somewhere else since it was asked last
         */
        hasMoved(point) {
            const has = point !== null && point !== seen;
            seen = point;
            return has;
        },
        /** Another text. */
        forget() {
            isAway = false;
            seen = undefined;
        },
    };
    return following;
}
