using QingjiangpuPortal.Application.Deadlines;
using QingjiangpuPortal.Domain.Deadlines;

namespace QingjiangpuPortal.Infrastructure.Persistence.Seeding.Calendar;

/// <summary>The State Council's notices of 2021 to 2026.</summary>
public static class CalendarDays
{
    /// <summary>What a new portal starts with.</summary>
    public static IReadOnlyList<CalendarDay> Shipped()
    {
        using var stream = typeof(CalendarDays).Assembly.GetManifestResourceStream("Calendar.cn-workdays.csv")!;
        var file = CalendarFile.Read(stream);
        return file.Problems is [] ? file.Days : throw new InvalidOperationException($"Line {file.Problems[0].Line} of the shipped calendar is wrong.");
    }
}
