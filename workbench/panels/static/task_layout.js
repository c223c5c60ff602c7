// Where the marks of the matrix are drawn: each at its place, and beside it where another one is. As charts/side_by_side.py.

const TASK_FROM = 0.2, TASK_TO = 5.8, TASK_ROOM = 0.3;
const TASK_TURN = Math.PI * (3 - Math.sqrt(5));

/** Pixels of a step on a side of this length; how complex grows upwards. */
const taskPixel = (value, side, { up = false } = {}) => {
  const at = ((value - TASK_FROM) / (TASK_TO - TASK_FROM)) * side;
  return up ? side - at : at;
};

/** The step at a pixel, kept on the matrix and to a tenth. */
const taskStep = (pixel, side, { up = false } = {}) => {
  const value = ((up ? side - pixel : pixel) / side) * (TASK_TO - TASK_FROM) + TASK_FROM;
  return Math.round(Math.min(Math.max(value, 1), 5) * 10) / 10;
};

/** {id: [x, y]} in pixels for tasks with a place; no mark crosses into another region to find room. */
const taskSpread = (tasks, { width, height, apart, frequentFrom, complexFrom }) => {
  const taken = [], made = {};
  for (const task of tasks) {
    const low = TASK_FROM + TASK_ROOM, high = TASK_TO - TASK_ROOM;
    const often = task.often >= frequentFrom ? [frequentFrom, high] : [low, frequentFrom];
    const complex = task.complexity >= complexFrom ? [complexFrom, high] : [low, complexFrom];
    const box = [taskPixel(often[0], width), taskPixel(complex[1], height, { up: true }), taskPixel(often[1], width), taskPixel(complex[0], height, { up: true })];
    const at = [taskPixel(task.often, width), taskPixel(task.complexity, height, { up: true })];
    made[task.id] = taskFree(at, taken, apart, box);
    taken.push(made[task.id]);
  }
  return made;
};

const taskFree = (at, taken, apart, box) => {
  const inset = apart / 2;
  for (let n = 0; n < 4000; n += 1) {
    const away = apart * 0.35 * Math.sqrt(n);
    const x = at[0] + away * Math.cos(n * TASK_TURN), y = at[1] + away * Math.sin(n * TASK_TURN);
    const inside = x >= box[0] + inset && x <= box[2] - inset && y >= box[1] + inset && y <= box[3] - inset;
    if ((n === 0 || inside) && taken.every(([tx, ty]) => Math.hypot(x - tx, y - ty) >= apart)) return [x, y];
  }
  return at;
};
