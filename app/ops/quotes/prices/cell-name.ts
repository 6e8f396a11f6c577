/** A cell of a price list as its control is named: "simple" or "simple-customised". */
export const cellName = ({ complexity, customised }: { complexity: string; customised: boolean }): string =>
  customised ? `${complexity}-customised` : complexity;
