// Prints a line for each check, its problems below it, and the sum at the end.

export function newReport() {
  let passed = 0;
  let failed = 0;
  return {
    /** @param {string[]} problems */
    line(name, problems) {
      if (problems.length === 0) passed += 1;
      else failed += 1;
      console.log(`${problems.length === 0 ? 'pass' : 'FAIL'}  ${name}`);
      for (const problem of problems) console.log(`      ${problem}`);
    },
    end() {
      console.log(`${passed} passed, ${failed} failed`);
      return failed;
    },
  };
}

/** Turns a thrown error into a problem, so that one broken step does not hide the rest. */
export async function problemsOf(work) {
  try {
    return (await work()) ?? [];
  } catch (error) {
    return [String(error.message ?? error).split('\n').slice(0, 3).join(' ')];
  }
}
