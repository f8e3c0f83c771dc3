const numbers = new Intl.NumberFormat('en');

export const count = (n: number): string => numbers.format(n);

/** "1 assignment", "5,120 assignments". */
export const counted = (n: number, one: string, many = `${one}s`): string => `${count(n)} ${n === 1 ? one : many}`;
