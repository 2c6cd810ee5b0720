/**
 * Without accents and case, as people type.
 * @param {string} text
 */
export const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/gi, "d").toLowerCase().trim();
