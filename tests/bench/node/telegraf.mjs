// Telegraf: a wizard scene, its session in Redis, as its documentation writes it.
import { Redis } from "@telegraf/session/redis";
import { Composer, Markup, Scenes, Telegraf, session } from "telegraf";

const form = JSON.parse(process.env.BENCH_FORM);

const keyboard = (asked) =>
  asked.options.length
    ? Markup.inlineKeyboard(asked.options.map((option) => Markup.button.callback(option, `${asked.key}:${option}`)))
    : undefined;

function screen(ctx, number) {
  if (number < form.questions.length) return [form.questions[number].text, keyboard(form.questions[number])];
  const answers = form.questions.map((asked) => `${asked.title}: ${ctx.wizard.state[asked.key]}`);
  return [[form.review, ...answers].join("\n"), Markup.inlineKeyboard([Markup.button.callback(form.submit, "submit")])];
}

const steps = form.questions.map((asked, number) => {
  const step = new Composer();
  if (asked.options.length) {
    step.action(new RegExp(`^${asked.key}:(.*)$`), async (ctx) => {
      ctx.wizard.state[asked.key] = ctx.match[1];
      await ctx.answerCbQuery();
      await ctx.editMessageText(...screen(ctx, number + 1));
      return ctx.wizard.next();
    });
  } else {
    step.hears(/^\d+$/, async (ctx) => {
      ctx.wizard.state[asked.key] = ctx.message.text;
      await ctx.reply(...screen(ctx, number + 1));
      return ctx.wizard.next();
    });
  }
  return step;
});

const review = new Composer();
review.action("submit", async (ctx) => {
  await ctx.answerCbQuery();
  await ctx.editMessageText(form.saved);
  return ctx.scene.leave();
});

const wizard = new Scenes.WizardScene(
  "form",
  async (ctx) => {
    await ctx.reply(...screen(ctx, 0));
    return ctx.wizard.next();
  },
  ...steps,
  review,
);

const bot = new Telegraf(process.env.BENCH_TOKEN, { telegram: { apiRoot: process.env.BENCH_API } });
bot.use(session({ store: Redis({ url: process.env.BENCH_REDIS }) }));
bot.use(new Scenes.Stage([wizard]).middleware());
bot.command(form.command, (ctx) => ctx.scene.enter("form"));
process.once("SIGTERM", () => {
  bot.stop("SIGTERM");
  process.exit(0);
});
bot.launch();
