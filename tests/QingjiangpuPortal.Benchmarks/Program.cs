using QingjiangpuPortal.Benchmarks;

// One benchmark by name: dotnet run -c Release --project tests/QingjiangpuPortal.Benchmarks -- places
var benchmarks = new Dictionary<string, Func<string[], Task>>(StringComparer.Ordinal)
{
    ["deadlines"] = DeadlineBenchmark.RunAsync,
    ["filing"] = FilingBenchmark.RunAsync,
    ["lifecycle"] = LifecycleBenchmark.RunAsync,
    ["pages"] = PagesBenchmark.RunAsync,
    ["placement"] = PlacementBenchmark.RunAsync,
    ["places"] = PlaceLookupBenchmark.RunAsync,
    ["protection"] = ProtectionBenchmark.RunAsync,
};

if (args.Length == 0 || !benchmarks.TryGetValue(args[0], out var run))
{
    await Console.Error.WriteLineAsync($"Name a benchmark: {string.Join(", ", benchmarks.Keys.Order(StringComparer.Ordinal))}");
    return 1;
}
await run(args[1..]);
return 0;
