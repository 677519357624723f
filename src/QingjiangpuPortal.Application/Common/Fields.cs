using FluentValidation;
using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Application.Common;

/// <summary>What the fields of forms have in common, whoever fills them in.</summary>
internal static class Fields
{
    public const int MaxDescription = 1000;
    public const int MaxAddress = 200;
    public const int MaxNote = 1000;
    public const int MaxName = 40;

    public static void Reason<T>(this IRuleBuilderInitial<T, string?> field) =>
        field.Cascade(CascadeMode.Stop)
            .NotEmpty().WithErrorCode("Reason.Missing")
            .MaximumLength(MaxNote).WithErrorCode("Note.TooLong").WithState(_ => MaxNote);

    public static void Note<T>(this IRuleBuilder<T, string?> field) =>
        field.MaximumLength(MaxNote).WithErrorCode("Note.TooLong").WithState(_ => MaxNote);

    public static void Description<T>(this IRuleBuilderInitial<T, string?> field) =>
        field.Cascade(CascadeMode.Stop)
            .NotEmpty().WithErrorCode("Report.DescriptionMissing")
            .MaximumLength(MaxDescription).WithErrorCode("Report.DescriptionTooLong").WithState(_ => MaxDescription);

    /// <summary>One of the enum's values. One rule, because an error code belongs to the last rule of a chain only.</summary>
    public static void Chosen<T, TEnum>(this IRuleBuilderInitial<T, TEnum?> field, string code) where TEnum : struct, Enum =>
        field.Must(value => value is { } chosen && Enum.IsDefined(chosen)).WithErrorCode(code);

    public static void Mobile<T>(this IRuleBuilderInitial<T, string?> field) =>
        field.Cascade(CascadeMode.Stop)
            .NotEmpty().WithErrorCode("Phone.Missing")
            .OptionalMobile();

    public static IRuleBuilderOptions<T, string?> OptionalMobile<T>(this IRuleBuilder<T, string?> field) =>
        field.Must(typed => string.IsNullOrWhiteSpace(typed) || MobileNumber.Normalize(typed) is not null).WithErrorCode("Phone.NotMobile");
}
