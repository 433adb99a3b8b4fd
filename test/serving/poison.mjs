// Preloaded into a process of the bot: whoever reads these words never comes back, or dies.
const native = Object.getOwnPropertyDescriptor(String.prototype, 'normalize')?.value;
// oxlint-disable-next-line no-extend-native -- the only way to make a text deadly from outside
Object.defineProperty(String.prototype, 'normalize', {
  value(form) {
    if (this.includes('POISONLOOP')) for (;;);
    if (this.includes('POISONDIE')) process.kill(process.pid, 'SIGKILL');
    return native.call(this, form);
  },
});
