using System.Runtime.InteropServices;

namespace QingjiangpuPortal.Domain.SchoolEnrollment;

/// <summary>
/// Lists of numbers that stand one after another in one array: a million applicants' preferences are two arrays and not a
/// million. Holds 2^31 numbers at most.
/// </summary>
public sealed class NumberLists
{
    private readonly List<int> _numbers;
    private readonly List<int> _starts;

    /// <param name="lists">How many lists are expected, and how many numbers in all.</param>
    public NumberLists(int lists = 0, int numbers = 0) => (_starts, _numbers) = (new(lists + 1) { 0 }, new(numbers));

    public int Count => _starts.Count - 1;

    public ReadOnlySpan<int> this[int list] => Numbers[_starts[list].._starts[list + 1]];

    /// <summary>All numbers, list after list.</summary>
    internal ReadOnlySpan<int> Numbers => CollectionsMarshal.AsSpan(_numbers);

    /// <summary>Where each list begins in <see cref="Numbers"/>; one more, where the last one ends.</summary>
    internal ReadOnlySpan<int> Starts => CollectionsMarshal.AsSpan(_starts);

    public void Add(params ReadOnlySpan<int> list)
    {
        _numbers.AddRange(list);
        _starts.Add(_numbers.Count);
    }
}
