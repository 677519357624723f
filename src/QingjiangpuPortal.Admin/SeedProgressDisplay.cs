using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using Spectre.Console;

namespace QingjiangpuPortal.Admin;

/// <summary>A bar for each step at a terminal; elsewhere a line for each step, and for every tenth of a long one.</summary>
internal static class SeedProgressDisplay
{
    public static Task<T> ShowAsync<T>(Func<IProgress<SeedProgress>, Task<T>> work) =>
        AnsiConsole.Profile.Capabilities.Interactive && !Console.IsOutputRedirected
            ? AnsiConsole.Progress()
                .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
                .StartAsync(context => WithBarsAsync(context, work))
            : work(new Lines());

    private static async Task<T> WithBarsAsync<T>(ProgressContext context, Func<IProgress<SeedProgress>, Task<T>> work)
    {
        var bars = new Bars(context);
        var result = await work(bars);
        bars.Finish();
        return result;
    }

    private static string NameOf(SeedStep step) => step switch
    {
        SeedStep.Units => "Units and buildings",
        SeedStep.Staff => "Staff",
        SeedStep.Accounts => "Demo accounts",
        SeedStep.Register => "Population register of the demo community",
        SeedStep.Reports => "Reports and timelines",
        SeedStep.Statistics => "The day's numbers",
        SeedStep.TidyUp => "Tidying up",
        _ => step.ToString(),
    };

    private sealed class Bars(ProgressContext context) : IProgress<SeedProgress>
    {
        private SeedStep? _step;
        private ProgressTask? _bar;

        public void Report(SeedProgress value)
        {
            if (_step != value.Step)
            {
                Finish();
                (_step, _bar) = (value.Step, context.AddTask(NameOf(value.Step), maxValue: 1));
            }
            _bar!.Value = value.Share;
        }

        public void Finish()
        {
            if (_bar is not null) _bar.Value = _bar.MaxValue;
        }
    }

    private sealed class Lines : IProgress<SeedProgress>
    {
        private SeedStep? _step;
        private int _tenths;

        public void Report(SeedProgress value)
        {
            var tenths = (int)(value.Share * 10);
            if (_step == value.Step && tenths == _tenths) return;
            Console.WriteLine(tenths > 0 ? $"{NameOf(value.Step)}: {tenths * 10} %" : $"{NameOf(value.Step)} …");
            (_step, _tenths) = (value.Step, tenths);
        }
    }
}
