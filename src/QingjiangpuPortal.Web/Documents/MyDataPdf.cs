using System.Globalization;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.PersonalData;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Web.Localization;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Documents;

/// <summary>The copy of one's own data for people: A4, in the language of the request, searchable.</summary>
public sealed class MyDataPdf(Words words, IStringLocalizer<Texts> texts)
{
    public Stream Write(MyDataCopy copy)
    {
        using var pages = new PdfPages(texts["我的信息"], texts["清江浦民生门户 · 我的信息"], CultureInfo.CurrentUICulture.Name);
        pages.Paragraph(texts["门户里关于您的全部信息，以及谁看过它们。依据《个人信息保护法》第四十五条提供给您本人。"]);
        foreach (var held in copy.Held) Write(pages, held);
        pages.Section(texts["谁看过我的信息"]);
        if (copy.Looks.Count == 0) pages.Paragraph(texts["还没有人看过"]);
        foreach (var look in copy.Looks)
        {
            pages.Heading(words.WhoOf(look));
            pages.Field(texts["时间"], Moment(look.At));
            pages.Field(texts["做了什么"], words.WhatOf(look));
            if (look.Reason is { Length: > 0 } reason) pages.Field(texts["理由"], words.OfReason(reason));
        }
        return pages.Finish(texts["{0} 生成", Moment(copy.TakenAt)]);
    }

    private void Write(PdfPages pages, HeldKind held)
    {
        pages.Section(texts[held.About.Name]);
        pages.Field(texts["用来做什么"], texts[held.About.Purpose]);
        pages.Field(texts["依据"], words.Of(held.About.Basis));
        pages.Field(texts["保存多久"], texts[held.About.KeptFor]);
        pages.Field(texts["从哪里来"], texts[held.About.Source]);
        Write(pages, held.About.Fields);
        foreach (var record in held.Records)
        {
            pages.Heading(texts[record.Title]);
            Write(pages, record.Fields);
        }
    }

    private void Write(PdfPages pages, IEnumerable<HeldField> fields)
    {
        foreach (var field in fields) pages.Field(texts[field.Label], words.Of(field.Value, Moment, Day));
    }

    // A file is read on another day: no 今天 and 昨天 in it.
    private static string Moment(DateTimeOffset at) => ChinaTime.ToLocal(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
