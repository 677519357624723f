using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace QingjiangpuPortal.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class CoverageFromRegister : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_ledger_people_home_place_code",
                table: "ledger_people");

            migrationBuilder.AlterColumn<byte[]>(
                name: "phone_ciphertext",
                table: "coverage_tasks",
                type: "bytea",
                nullable: true,
                oldClrType: typeof(byte[]),
                oldType: "bytea");

            migrationBuilder.AlterColumn<byte[]>(
                name: "phone_blind_index",
                table: "coverage_tasks",
                type: "bytea",
                nullable: true,
                oldClrType: typeof(byte[]),
                oldType: "bytea");

            migrationBuilder.CreateIndex(
                name: "ix_ledger_people_home_place_code_id",
                table: "ledger_people",
                columns: new[] { "home_place_code", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_ledger_people_home_place_code_id",
                table: "ledger_people");

            migrationBuilder.AlterColumn<byte[]>(
                name: "phone_ciphertext",
                table: "coverage_tasks",
                type: "bytea",
                nullable: false,
                defaultValue: new byte[0],
                oldClrType: typeof(byte[]),
                oldType: "bytea",
                oldNullable: true);

            migrationBuilder.AlterColumn<byte[]>(
                name: "phone_blind_index",
                table: "coverage_tasks",
                type: "bytea",
                nullable: false,
                defaultValue: new byte[0],
                oldClrType: typeof(byte[]),
                oldType: "bytea",
                oldNullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_ledger_people_home_place_code",
                table: "ledger_people",
                column: "home_place_code");
        }
    }
}
