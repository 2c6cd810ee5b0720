import { t } from "../../i18n/catalogue.js";
import { makeRoomLinks } from "../components/room-links/room-links.js";
import { personWords } from "../dom/words.js";
import { registrationOf } from "../state/lookup.js";

/**
 * The links into a meeting's room that one may hand out: the secretariat all, a focal point those of their delegation.
 * @param {import("../context.js").Desk} desk @param {() => string} meeting @param {string} testid
 */
export const roomLinks = (desk, meeting, testid) =>
    makeRoomLinks({
        testid, copied: () => desk.notify(t("handout.copied")),
        name: (id) => {
            const known = desk.store.view && registrationOf(desk.store.view, id);
            return known ? personWords(known.person) : id;
        },
        fetch: () => desk.api.get(`/api/conferences/${encodeURIComponent(desk.router.route.conference ?? "")}/meetings/${encodeURIComponent(meeting())}/invitations`).catch((error) => {
            desk.refuse(error);
            return null;
        }),
    });
