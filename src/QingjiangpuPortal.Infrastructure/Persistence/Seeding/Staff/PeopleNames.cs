namespace QingjiangpuPortal.Infrastructure.Persistence.Seeding.Staff;

/// <summary>Invented people: common family names with common given names, and mobile numbers that nobody has.</summary>
internal static class PeopleNames
{
    /// <summary>The numbers from 154 on are given to no operator, so that no stranger is ever called.</summary>
    private const long FirstNumber = 15400000000;

    private static readonly string[] Families =
    [
        "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马", "罗",
        "梁", "宋", "郑", "谢", "韩", "唐", "冯", "于", "董", "萧", "程", "曹", "袁", "邓", "许", "傅", "沈", "曾", "彭", "吕",
        "苏", "卢", "蒋", "蔡", "贾", "丁", "魏", "薛", "叶", "阎", "潘", "杜", "戴", "夏", "钟", "汪", "田", "任", "姜", "范",
    ];

    private static readonly string[] GivenNames =
    [
        "建国", "建华", "志强", "志远", "国栋", "国平", "海涛", "海霞", "春燕", "春梅", "秀兰", "秀英", "玉兰", "玉梅", "桂英", "桂芳",
        "丽华", "丽娟", "红梅", "红霞", "晓东", "晓红", "晓燕", "文斌", "文静", "永刚", "永健", "立新", "立群", "卫东", "卫民", "明亮",
        "明霞", "德胜", "德才", "长青", "长林", "淑芬", "淑珍", "爱华", "爱民", "金凤", "金龙", "雪梅", "雪芹", "军", "伟", "磊",
        "涛", "强", "勇", "敏", "静", "丽", "芳", "娟", "萍", "琴", "云", "颖", "倩", "婷", "洁", "浩",
    ];

    public static string Next(SeededRandom random) => Family(random) + Given(random);

    public static string Family(SeededRandom random) => random.Pick(Families);

    public static string Given(SeededRandom random) => random.Pick(GivenNames);

    /// <summary>The number of that index, each a different one.</summary>
    public static string Phone(int index) => (FirstNumber + index).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
