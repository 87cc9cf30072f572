// What the pages do besides standing there. All of them can be read without it.
import { keys } from "./keys.js";
import { margin } from "./margin.js";
import { fresh } from "./fresh.js";
import { select } from "./select.js";
import { mend } from "./mend.js";

const walk = margin();
keys(walk);
fresh();
select();
mend();
