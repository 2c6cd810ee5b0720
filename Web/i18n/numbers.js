import { language } from "./catalogue.js";

/** @type {Map<string, Intl.NumberFormat>} */
const formats = new Map();

/**
 * `1.5`, or `1,5` where the page's language writes it so.
 * @param {number} value @param {number} [places] after the point
 */
export function decimal(value, places = 0) {
    const key = language() + places;
    let format = formats.get(key);
    if (!format) {
        format = new Intl.NumberFormat(language(), { minimumFractionDigits: places, maximumFractionDigits: places });
        formats.set(key, format);
    }
    return format.format(value);
}
