/** A page that follows the news says with this header that nobody asked: such a request keeps no session alive. */
export const unaskedHeader = "x-framewatch-unasked";
