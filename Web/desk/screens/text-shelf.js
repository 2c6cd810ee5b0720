const PREFIX = "text-draft:";

/** Where a device keeps what was typed: each page has a place of its own, and takes up one whose page is gone. */
export function makeTextShelf() {
    /** @type {(() => void)|null} */
    let release = null;
    let key = "";

    /** @param {string} name @returns {Promise<boolean>} whether no other page has it */
    const hold = (name) => new Promise((resolve) => {
        void navigator.locks.request(name, { ifAvailable: true }, (lock) => {
            resolve(lock !== null);
            return lock && new Promise((done) => { release = () => done(null); });
        });
    });

    /** @param {string} name @returns {import("../../text/draft.js").Kept|null} */
    function read(name) {
        try {
            return JSON.parse(localStorage.getItem(name) ?? "null");
        } catch {
            return null;
        }
    }

    return {
        /** @param {string} about the text and the person */
        async enter(about) {
            const prefix = `${PREFIX}${about}:`;
            const left = Object.keys(localStorage).filter((name) => name.startsWith(prefix));
            for (const name of left) {
                const kept = read(name);
                if (kept && await hold(name)) {
                    key = name;
                    return { device: kept.device, kept };
                }
            }
            const device = crypto.randomUUID();
            key = prefix + device;
            await hold(key);
            return { device, kept: null };
        },
        /**
         * @param {import("../../text/draft.js").Kept} kept
         * @returns {boolean} false: the device has no room for it
         */
        keep(kept) {
            if (!key) return true;
            try {
                if (kept.batches.length === 0 && kept.refused.length === 0) localStorage.removeItem(key);
                else localStorage.setItem(key, JSON.stringify(kept));
                return true;
            } catch {
                return false;
            }
        },
        leave() {
            release?.();
            release = null;
            key = "";
        },
    };
}
