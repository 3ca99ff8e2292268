// Reads ESC/POS on standard input; writes its commands and texts as JSON: [kind, name, offset, length], in order.
// npos calls a text "STX".
const data = require('fs').readFileSync(0);
require('npos').parser().parse(data).then(({ tree }) => {
  console.log(JSON.stringify(tree.map(({ ascii, fn, offset, length }) => [ascii, fn, offset, length])));
});
